import { HOUR, MINUTE } from '../calendar';
import type { IncidentKind } from '../incidents/incident';
import { changedBefore, letAddressIn } from './firewallChange';
import { usualTraffic } from './usualTraffic';

/** Who looks after the firewall lets in one address more, and the application reads from it. */
export const firewallReads: IncidentKind = {
  name: 'firewall-reads',
  duration: () => 2 * HOUR,
  partOfDay: () => 'work',
  fits: ({ traits }) => traits.has('settledActors') && !traits.has('private'),
  history: changedBefore,
  play(scene) {
    const { account, random, start } = scene;
    const { who, filter, added } = letAddressIn(scene, start);
    const moved = (time: number) => ({ ...account.application(time, random), address: added });
    usualTraffic({ ...scene, start: start + 20 * MINUTE }, moved, 150);
    return {
      principal: who.objectId,
      actor: who.name,
      address: added,
      alertTypes: ['CosmosDB_AttackChain'],
      note: `Firewall of one address more, from which the application reads: ${filter}`,
    };
  },
};
