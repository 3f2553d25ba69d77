import { DAY, HOUR, MINUTE } from '../calendar';
import { changeFirewall, firewallOf, operation } from '../traffic/management';
import type { IncidentKind, Scene } from '../incidents/incident';

/** The person who looks after the firewall replaces one office address by another. */
export const firewallChange: IncidentKind = {
  name: 'firewall-change',
  duration: () => 10 * MINUTE,
  partOfDay: () => 'work',
  fits: ({ traits }) => !traits.has('private'),
  history: changedBefore,
  play(scene) {
    const { who, address, filter } = letAddressIn(scene, scene.start);
    return {
      principal: who.objectId,
      actor: who.name,
      address,
      alertTypes: ['CosmosDB_NetworkExposure'],
      note: `Firewall of one office address more: ${filter}`,
    };
  },
};

/** The same person did the same on the first days. */
export function changedBefore(hour: number, scene: Scene, begin: number): void {
  const days = (hour - begin) / DAY;
  if (hour < scene.start - DAY && (days === 1.5 || days === 4.5)) {
    letAddressIn(scene, hour + HOUR / 3);
  }
}

/** The firewall lets in one address more, by the hand of who looks after it. */
export function letAddressIn({ log, account, random }: Scene, time: number) {
  const [first] = account.people;
  const who = first ?? account.pipeline;
  const added = `198.51.100.${random.integer(100, 250)}`;
  const filter = `${firewallOf(account)},${added}`;
  const common = operation(time, who, random);
  changeFirewall(log, common, filter);
  return { who, address: common.address, filter, added };
}
