import { MINUTE } from '../calendar';
import { listKeys } from '../traffic/portal';
import { byDifficulty, type IncidentKind } from '../incidents/incident';
import { APPLICATION_IDS } from '../world/people';
import { strangerAtWork } from './strangers';

/** One identity lists the keys of account after account, as MicroBurst's script does. */
export const keyListingScript: IncidentKind = {
  name: 'key-listing-script',
  duration: (difficulty) => byDifficulty(difficulty, 3, 12, 45) * MINUTE,
  partOfDay: (difficulty) => byDifficulty(difficulty, 'night', 'evening', 'work'),
  fits: (_, neighbours) => neighbours >= 6,
  play(scene) {
    const { neighbours, difficulty, random, start, end, account } = scene;
    const share = byDifficulty(difficulty, 1, 0.9, 0.7);
    const count = Math.min(40, Math.ceil(neighbours.length * share));
    const { operator, address, who } = strangerAtWork(scene);
    const withScript = { ...operator, applicationId: APPLICATION_IDS.powershell };
    random
      .shuffled(neighbours)
      .slice(0, count)
      .forEach((log, i) => {
        const time = start + ((end - start - MINUTE) * i) / count;
        listKeys(log, time, withScript, address, random);
      });
    return {
      account: `/subscriptions/${account.subscription}`,
      ...who,
      alertTypes: ['CosmosDB_SuspiciousListKeys.MaliciousScript'],
      plausible: ['AzureCosmosDB_SuspiciousListKeys.SuspiciousPrincipal'],
      note: `The keys of ${count} accounts listed by one identity`,
    };
  },
};

/** The keys of one account are listed by somebody who never did, or from where nobody ever is. */
export const keyListingPrincipal: IncidentKind = {
  name: 'key-listing-principal',
  duration: () => 10 * MINUTE,
  partOfDay: (difficulty) => byDifficulty(difficulty, 'night', 'evening', 'work'),
  fits: () => true,
  play(scene) {
    const { log, random, start, difficulty } = scene;
    const { operator, address, who } = strangerAtWork(scene);
    listKeys(log, start, operator, address, random);
    if (difficulty === 'easy') {
      listKeys(log, start + MINUTE, operator, address, random, 'listConnectionStrings/action');
    }
    return {
      ...who,
      alertTypes: ['AzureCosmosDB_SuspiciousListKeys.SuspiciousPrincipal'],
      note:
        difficulty === 'hard'
          ? 'Keys listed by a known person from a country nobody was ever in'
          : 'Keys listed by an identity that never did',
    };
  },
};
