import { counted } from '../../alerts/phrases';
import { apisOf, percent, shareOf } from '../../coverage/accountFacts';
import { quotedId } from '../../coverage/commands';
import type { Api } from '../../telemetry/event';
import { aDay, MOST_EXAMPLES, shown, type Advisor } from '../advice';
import { keyRequests, keyUses } from '../keys';

/**
 * APIs with roles over data for Entra identities: "connect using role-based access control" of each
 * in https://learn.microsoft.com/azure/cosmos-db
 */
const WITH_ENTRA: ReadonlySet<Api> = new Set<Api>(['nosql', 'table', 'gremlin']);

/** Account keys where Entra identities work. */
export const accountKeys: Advisor = (facts) => {
  const { accountId, sum } = facts;
  const requests = keyRequests(facts);
  if (requests === 0 || !apisOf(facts).some((api) => WITH_ENTRA.has(api))) return null;
  const entra = sum.tallies.access.of('entra');
  const share = shareOf(requests, sum.tallies.access.total());
  const perDay = aDay(facts, requests);
  return {
    title: 'Account keys are used where Entra identities work',
    severity: share >= 0.5 ? 'Medium' : 'Low',
    summary:
      `${counted(requests, 'request')} (${percent(share)}) ${requests === 1 ? 'was' : 'were'} made with an account key` +
      `${entra > 0 ? `, while ${shown(entra)} were made with Entra identities` : ', none with an Entra identity'}: a key names nobody and opens everything.`,
    evidence: {
      figures: { keyRequests: requests, entraRequests: entra, share },
      examples: keyUses(facts)
        .slice(0, MOST_EXAMPLES)
        .map((use) => `${use.application} with ${use.key}: ${counted(use.requests, 'request')}`),
      cannotKnow: [
        'Who holds a key is not logged, and intruders count as well: look at the alerts of these days first.',
      ],
    },
    remediation: {
      steps: [
        'Give each application of yours that is named here a managed identity, and that identity a role over data; with the SDK, a credential of Entra takes the place of the key.',
        'When no key has been used for two weeks, turn keys off for the account.',
      ],
      commands: [
        `az cosmosdb sql role assignment create --ids ${quotedId(accountId)} --scope "/" --principal-id "<object id of the identity>" --role-definition-id 00000000-0000-0000-0000-000000000002`,
        `az resource update --ids ${quotedId(accountId)} --set properties.disableLocalAuth=true`,
      ],
    },
    worsens: {
      measure: 'requests with a key a day',
      value: perDay,
      returnsAbove: perDay * 2 + 100,
    },
  };
};
