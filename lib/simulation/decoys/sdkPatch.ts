import { HOUR } from '../calendar';
import type { IncidentKind } from '../incidents/incident';
import { usualTraffic } from './usualTraffic';

/** A deployment brings the next patch version of the same SDK. */
export const sdkPatch: IncidentKind = {
  name: 'sdk-patch',
  duration: () => 20 * HOUR,
  partOfDay: () => 'work',
  fits: ({ traits }) => traits.has('settledActors'),
  play(scene) {
    const { account, random } = scene;
    const known = account.application(scene.start, random).userAgent;
    const patched = nextPatch(known, 7);
    usualTraffic(
      scene,
      (time, drawn) => ({ ...account.application(time, drawn), userAgent: patched }),
      250,
    );
    return {
      actor: patched,
      alertTypes: ['CosmosDB_AppAnomaly'],
      note: `The application's SDK is a few patch versions newer than ${known.slice(0, 40)}`,
    };
  },
};

/** The first version of a user agent with a later third number. */
function nextPatch(agent: string, by: number): string {
  return agent.replace(
    /(\d+\.\d+\.)(\d+)/,
    (_, line: string, patch: string) => `${line}${Number(patch) + by}`,
  );
}
