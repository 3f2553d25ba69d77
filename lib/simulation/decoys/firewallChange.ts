import { DAY, HOUR, MINUTE } from '../calendar';
import { accountUpdate, firewallOf, operation } from '../traffic/management';
import type { IncidentKind, Scene } from '../incidents/incident';

/** The person who looks after the firewall replaces one office address by another. */
export const firewallChange: IncidentKind = {
  name: 'firewall-change',
  duration: () => 10 * MINUTE,
  partOfDay: () => 'work',
  fits: ({ traits }) => !traits.has('private'),
  history(hour, scene, begin) {
    // The same person did the same on the first days.
    const days = (hour - begin) / DAY;
    if (hour < scene.start - DAY && (days === 1.5 || days === 4.5)) change(scene, hour + HOUR / 3);
  },
  play(scene) {
    const { who, address, filter } = change(scene, scene.start);
    return {
      principal: who.objectId,
      actor: who.name,
      address,
      alertTypes: ['CosmosDB_NetworkExposure'],
      note: `Firewall of one office address more: ${filter}`,
    };
  },
};

function change(scene: Scene, time: number) {
  const { log, account, random } = scene;
  const [first] = account.people;
  const who = first ?? account.pipeline;
  const filter = `${firewallOf(account)},198.51.100.${random.integer(100, 250)}`;
  const common = operation(time, who, random);
  const ipRules = filter.split(',').map((ipAddressOrRange) => ({ ipAddressOrRange }));
  log.manage(
    { ...common, operation: 'write', body: { properties: { ipRules } } },
    accountUpdate(account, filter),
  );
  return { who, address: common.address, filter };
}
