import { HOUR } from '../calendar';
import { operation } from '../traffic/management';
import { giveDataContributor } from '../traffic/roleGrant';
import { byDifficulty, type IncidentKind } from '../incidents/incident';
import { CHAIN_ALERTS, clientFacts, distantThief, lookAndTake } from './intruder';
import { strangers } from './strangers';

/** A role over all data is given to an identity, which comes from afar up to a day later and takes them. */
export const roleChain: IncidentKind = {
  name: 'attack-chain-role',
  duration: (difficulty) => byDifficulty(difficulty, 2, 8, 26) * HOUR,
  partOfDay: (difficulty) => byDifficulty(difficulty, 'night', 'evening', 'work'),
  fits: ({ traits, api }) =>
    api === 'nosql' && traits.has('settledPlaces') && !traits.has('private'),
  play(scene) {
    const { log, random, start } = scene;
    const operator = strangers(scene);
    const receiver = random.guid();
    const assignment = random.guid();
    giveDataContributor(log, operation(start, operator, random), { assignment, receiver });
    const client = {
      ...distantThief(scene),
      credential: { kind: 'entra', principal: receiver, roleAssignment: assignment } as const,
    };
    const { completeFrom, megabytes } = lookAndTake(scene, client);
    return {
      ...clientFacts(client),
      ...CHAIN_ALERTS,
      completeFrom,
      note:
        `Data Contributor given to ${receiver} by ${operator.name}, ` +
        `which then takes ${megabytes} MB from a new country`,
    };
  },
};
