import { counted } from '../../alerts/phrases';
import { percent, shareOf } from '../../coverage/accountFacts';
import { quotedId } from '../../coverage/commands';
import { MOST_EXAMPLES, shown, type Advisor } from '../advice';

/** A visit by the portal is no way of working. */
const ENOUGH_REQUESTS = 100;

/** Requests that came over the internet. */
export const publicAddresses: Advisor = ({ accountId, sum }) => {
  const { publicRequests, addressed } = sum.figures;
  if (publicRequests < ENOUGH_REQUESTS) return null;
  const networks = sum.tallies.networks.entries();
  const share = shareOf(publicRequests, addressed);
  return {
    title: 'Requests come from public addresses',
    severity: share < 1 || networks.length > 10 ? 'Medium' : 'Low',
    summary: `${shown(publicRequests)} requests (${percent(share)}) came from ${counted(networks.length, 'public network')}${share < 1 ? ', though others use a private one' : ''}: whoever gets a key can use it from anywhere the firewall lets in.`,
    evidence: {
      figures: { publicRequests, share, publicNetworks: networks.length },
      examples: networks
        .slice(0, MOST_EXAMPLES)
        .map(([network, requests = 0]) => `${network}: ${counted(requests, 'request')}`),
      cannotKnow: [
        'How the firewall is set is only logged when it is changed (GET baselines, accountState).',
        'Whether a network is one of yours is not known: look at the alerts of these days first.',
        'Azure services without a virtual network come from public addresses too.',
      ],
    },
    remediation: {
      steps: [
        'Connect the applications behind these networks by a private endpoint or a virtual network, then turn public access off.',
        'Until then let the firewall allow only those of these networks that you know.',
      ],
      commands: [
        `az cosmosdb update --ids ${quotedId(accountId)} --ip-range-filter "<the networks that may come in>"`,
        `az cosmosdb update --ids ${quotedId(accountId)} --public-network-access DISABLED`,
      ],
    },
    worsens: {
      measure: 'public networks',
      value: networks.length,
      returnsAbove: Math.ceil(networks.length * 1.5) + 1,
    },
  };
};
