import { alertTypes } from '../alertTypes';
import {
  addressIn,
  badReputation,
  blockAround,
  farCountries,
  providers,
  torExits,
} from '../network';
import { decoy, spread } from '../scenario';
import { DAY, HOUR, MINUTE } from '../time';
import { managementCall, pipelineCaller } from '../world/management';
import { request } from '../world/traffic';

const { auth, tor, suspiciousIp, guessing, injection, fuzzing, geo, keyRegeneration } = alertTypes;

const keyRotation = decoy({
  name: 'key rotation',
  lasts: 24,
  alertTypes: [auth],
  plausible: [keyRegeneration],
  difficulty: 'hard',
  suits: ({ traits }) =>
    !traits.has('entraOnly') && traits.has('steadyIdentities') && !traits.has('bulk'),
  play(scene) {
    const { account, random, start } = scene;
    const call = managementCall(
      account,
      random,
      start + 3 * HOUR,
      pipelineCaller(account, random),
      'Microsoft.DocumentDB/databaseAccounts/regenerateKey/action',
    );
    return {
      entries: [call],
      // Hosts change over one after another, within half an hour.
      alter: (entry) =>
        entry.kind === 'request' &&
        entry.origin.credential.kind === 'key' &&
        entry.origin.role === 'application' &&
        entry.at >= start + (Math.floor(entry.at) % 30) * MINUTE
          ? {
              ...entry,
              origin: { ...entry.origin, credential: { kind: 'key', key: 'SecondaryMasterKey' } },
            }
          : entry,
      until: start + DAY,
      note: 'same hosts and software change to the secondary key; the primary one is regenerated',
    };
  },
});

const refusedThroughTor = decoy({
  name: 'refused through Tor',
  alertTypes: [tor, suspiciousIp],
  plausible: [guessing],
  suits: ({ api }) => api === 'nosql',
  play(scene) {
    const { account, random, start } = scene;
    const address = addressIn(random, random.pick(torExits));
    const origin = { ...scene.application(start), address, connection: 'Gateway' as const };
    return {
      entries: spread(random, start, 4 * MINUTE, 3, (at) =>
        request(account, random, at, origin, 'read', { status: 401 }),
      ),
      address,
      actor: origin.userAgent,
      listed: { range: address, kind: 'tor' },
      note: 'three requests, all refused: no access took place',
    };
  },
});

const besideListed = decoy({
  name: 'address beside a listed one',
  alertTypes: [tor, suspiciousIp],
  plausible: [geo],
  difficulty: 'hard',
  suits: ({ traits }) => traits.has('manyCountries'),
  play(scene) {
    const { account, random, start } = scene;
    const block = blockAround(addressIn(random, random.pick(badReputation)), 24);
    const address = block.replace(/\.0\/24$/, `.${random.integer(130, 250)}`);
    const origin = { ...scene.application(start), address, connection: 'Gateway' as const };
    return {
      entries: spread(random, start, HOUR, 12, (at) =>
        request(account, random, at, origin, 'read'),
      ),
      address,
      listed: { range: block.replace('/24', '/25'), kind: 'malicious' },
      note: 'the lower half of the /24 is listed, the address lies in the upper half',
    };
  },
});

const newVisitors = decoy({
  name: 'visitors from one more country',
  alertTypes: [geo],
  difficulty: 'easy',
  suits: ({ traits }) => traits.has('manyCountries'),
  play(scene) {
    const { account, random, start } = scene;
    const phone = scene
      .ordinary(start)
      .filter((entry) => entry.kind === 'request')
      .find(({ origin }) => origin.credential.kind === 'resourceToken');
    const country = random.pick(farCountries);
    return {
      entries: spread(random, start, 2 * HOUR, 15, (at) =>
        request(
          account,
          random,
          at,
          {
            ...(phone?.origin ?? scene.application(start)),
            address: addressIn(random, random.pick(providers[country])),
            credential: {
              kind: 'resourceToken',
              permissionId: `user-${random.integer(4001, 4009)}`,
              mode: 'all',
            },
          },
          'read',
        ),
      ),
      note: `a few new users in ${country}`,
    };
  },
});

const expiredToken = decoy({
  name: 'credential out of date on a known host',
  alertTypes: [guessing],
  difficulty: 'hard',
  suits: ({ traits }) => traits.has('steadyIdentities') && !traits.has('quiet'),
  play(scene) {
    const { account, random, start } = scene;
    const origin = scene.application(start);
    return {
      entries: spread(random, start, 5 * MINUTE, 14, (at) =>
        request(account, random, at, origin, 'read', { status: 401 }),
      ),
      address: origin.address,
      actor: origin.userAgent,
      note: 'one known host is refused until it fetches a new credential',
    };
  },
});

const harmlessQuotes = decoy({
  name: 'names and texts with quotes and keywords',
  alertTypes: [injection, fuzzing],
  difficulty: 'hard',
  suits: ({ api, fullText }) => api === 'nosql' && fullText,
  play(scene) {
    const { account, random, start } = scene;
    const texts = [
      "SELECT * FROM c WHERE c.name = 'O\\'Reilly'",
      "SELECT * FROM c WHERE CONTAINS(c.title, 'drop table -- or not')",
      "SELECT * FROM c WHERE c.title = 'Union, select committee OR 1=1'",
      'SELECT * FROM c WHERE 1 = 1 AND c.status = @status AND c.tenantId = @tenant',
      "SELECT * FROM c WHERE (c.status = 'open' OR c.status = 'pending') AND (true)",
      "SELECT * FROM c WHERE (@status = null OR c.status = @status) AND c.region = 'EU'",
    ];
    return {
      entries: spread(random, start, HOUR, 30, (at) =>
        request(account, random, at, scene.application(at), 'query', {
          query: { text: random.pick(texts) },
        }),
      ),
      note: 'a new release: query builder with 1 = 1, optional filters, searched titles',
    };
  },
});

export const security = [
  keyRotation,
  refusedThroughTor,
  besideListed,
  newVisitors,
  expiredToken,
  harmlessQuotes,
];
