import { MINUTE } from '../calendar';
import { portalSession } from '../traffic/portal';
import type { IncidentKind } from '../incidents/incident';
import { entraIdentity } from '../traffic/clients';

/** Something is wrong at night, and one of the team looks into it in Data Explorer, at home. */
export const onCallNight: IncidentKind = {
  name: 'on-call-night',
  duration: () => 30 * MINUTE,
  partOfDay: () => 'night',
  fits: ({ traits }) => traits.has('portal'),
  play(scene) {
    const { log, account, random, start } = scene;
    const who = random.pick(account.people);
    const credential = account.traits.has('entraOnly')
      ? entraIdentity(random)()
      : ({ kind: 'key', key: 'PrimaryMasterKey' } as const);
    portalSession(log, start, who, credential, random);
    return {
      address: who.addressAt(start, random),
      actor: who.name,
      alertTypes: [
        'CosmosDB_AppAnomaly',
        'AzureCosmosDB_SuspiciousListKeys.SuspiciousPrincipal',
        'CosmosDB_GeoAnomaly',
      ],
      note: 'One of the people who use Data Explorer by day uses it at night, from home',
    };
  },
};
