import { alertTypes } from '../alertTypes';
import { addressIn, azure, blockAround } from '../network';
import { decoy, spread } from '../scenario';
import type { Scene } from '../scenario';
import { DAY, HOUR, MINUTE } from '../time';
import type { Alteration } from '../world/entry';
import type { Origin } from '../world/model';
import { software } from '../world/software';
import { request } from '../world/traffic';
import { byRole, echo } from './echo';

const { app, geo, principal, travel, exfiltration, exhaustion, script } = alertTypes;

/** What comes of a client when it is brought up to date. */
const newerVersions: Readonly<Record<string, string>> = {
  [software.dotnet]: software.dotnetNewer,
  [software.java]: software.javaNewer,
  [software.node]: software.nodeNewer,
  [software.mongoNode]: software.mongoNodeNewer,
  [software.tables]: software.tablesNewer,
};

/** Changes the origin of the application's requests from the scene's start on. */
function changedOrigin(scene: Scene, change: (origin: Origin) => Partial<Origin>): Alteration {
  return (entry) =>
    entry.kind === 'request' && entry.at >= scene.start && entry.origin.role === 'application'
      ? { ...entry, origin: { ...entry.origin, ...change(entry.origin) } }
      : entry;
}

const newVersion = decoy({
  name: 'new version of the SDK',
  lasts: 24,
  alertTypes: [app],
  difficulty: 'easy',
  suits: ({ personality }) =>
    ['global service', 'shop on MongoDB', 'settings on Table', 'growing company'].includes(
      personality,
    ),
  play: (scene) => ({
    entries: [],
    alter: changedOrigin(scene, ({ userAgent }) => ({
      userAgent: newerVersions[userAgent] ?? userAgent,
    })),
    until: scene.start + DAY,
    actor: newerVersions[scene.application(scene.start).userAgent] ?? '',
    note: 'same hosts and credential, next minor version; stays',
  }),
});

const newLanguage = decoy({
  name: 'rewritten in another language',
  lasts: 24,
  alertTypes: [app, principal, geo],
  difficulty: 'hard',
  suits: ({ personality }) =>
    ['private endpoint', 'software as a service', 'blue/green deployments'].includes(personality),
  play: (scene) => ({
    entries: [],
    alter: changedOrigin(scene, () => ({ userAgent: software.javaNewer })),
    until: scene.start + DAY,
    actor: software.javaNewer,
    note: 'same hosts and identity, another SDK for all requests; stays',
  }),
});

const newPod = decoy({
  name: 'new address in a known subnet',
  alertTypes: [geo, app, principal, travel],
  difficulty: 'easy',
  suits: ({ traits }) => traits.has('podSubnet'),
  play(scene) {
    const { account, random, start } = scene;
    const origin = scene.application(start);
    const address = addressIn(random, blockAround(origin.address, 24));
    return {
      entries: spread(random, start, 3 * HOUR, 90, (at) =>
        request(account, random, at, { ...origin, address }, random.pick(['read', 'query'])),
      ),
      address,
      actor: origin.userAgent,
      note: 'one more pod in the /24 of the others',
    };
  },
});

const scaleOut = decoy({
  name: 'scale-out for an afternoon',
  alertTypes: [exhaustion, exfiltration, geo, app],
  suits: ({ traits, personality }) =>
    personality === 'autoscaled pods' || (traits.has('podSubnet') && traits.has('alwaysOn')),
  hours: [9, 15],
  play(scene) {
    const { random, start } = scene;
    const hours = [0, 1, 2, 3];
    const entries = hours.flatMap((hour) =>
      echo(scene, start + hour * HOUR, byRole('application'), 0.6 + hour * 0.2, 0).map((entry) => {
        if (entry.kind !== 'request') return entry;
        const address = addressIn(random, blockAround(entry.origin.address, 24));
        return { ...entry, origin: { ...entry.origin, address } };
      }),
    );
    return { entries, note: 'more of the same requests from more pods of the same /24' };
  },
});

const failover = decoy({
  name: 'failover to the second region',
  alertTypes: [geo, app, travel, principal],
  difficulty: 'hard',
  suits: ({ traits }) => traits.has('twoRegions'),
  play(scene) {
    const { account, start } = scene;
    const until = start + 6 * HOUR;
    // The hosts of the second region are known from every ordinary day.
    const other = scene
      .ordinary(start)
      .filter((entry) => entry.kind === 'request')
      .filter(({ secondRegion }) => secondRegion)
      .map(({ origin }) => origin.address);
    const alter: Alteration = (entry) => {
      const moves =
        entry.kind === 'request' &&
        entry.at >= start &&
        entry.at < until &&
        entry.origin.role === 'application' &&
        !entry.secondRegion;
      if (!moves) return entry;
      const address = other[Math.floor(entry.at) % Math.max(1, other.length)];
      return {
        ...entry,
        secondRegion: true,
        origin: { ...entry.origin, address: address ?? entry.origin.address },
      };
    };
    return {
      entries: [],
      alter,
      until,
      note: `all requests through ${account.secondRegion} for six hours`,
    };
  },
});

const outboundBlock = decoy({
  name: 'platform adds outbound addresses',
  alertTypes: [geo, app, travel, principal],
  suits: ({ personality }) => personality === 'serverless functions',
  play(scene) {
    const { account, random, start } = scene;
    const origin = scene.application(start);
    const block = blockAround(addressIn(random, azure[account.region][1]), 24);
    return {
      entries: spread(random, start, 6 * HOUR, 150, (at) =>
        request(account, random, at, { ...origin, address: addressIn(random, block) }, 'read'),
      ),
      note: `outbound addresses of ${account.region} in ${block}`,
    };
  },
});

const scriptDeployment = decoy({
  name: 'pipeline deploys stored procedures as every week',
  alertTypes: [script, alertTypes.app],
  suits: ({ traits }) => traits.has('scripts'),
  onDay: (day) => day % 7 === 2,
  hours: [14, 14],
  play(scene) {
    const { account, random, start } = scene;
    const usual = scene
      .ordinary(start)
      .filter((entry) => entry.kind === 'request')
      .find(({ action }) => action === 'writeProcedure');
    const origin = usual?.origin ?? scene.application(start);
    return {
      entries: spread(random, start + 20 * MINUTE, 6 * MINUTE, 5, (at) =>
        request(account, random, at, origin, 'writeProcedure', { item: `sp_${random.hex(6)}` }),
      ),
      address: origin.address,
      actor: origin.userAgent,
      note: 'more scripts than usual, by the usual identity at the usual hour',
    };
  },
});

export const deployments = [
  newVersion,
  newLanguage,
  newPod,
  scaleOut,
  failover,
  outboundBlock,
  scriptDeployment,
];
