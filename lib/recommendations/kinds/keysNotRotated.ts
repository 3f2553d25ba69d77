import { isoTime } from '../../coverage/accountFacts';
import { quotedId } from '../../coverage/commands';
import { shown, type Advisor } from '../advice';
import { keyRequests } from '../keys';

const DAY = 86_400_000;
/**
 * Days after which keys should be regenerated: the default of the policy "Azure Cosmos DB accounts
 * should not exceed the maximum number of days allowed since last account key regeneration".
 */
const ROTATION = 90;
const LONG = 365;

/** Keys that are in use, and that nobody was seen to regenerate for months. */
export const keysNotRotated: Advisor = (facts) => {
  const { accountId, now, observations, activityLogSeen } = facts;
  const { firstHour, firstManaged } = observations.known;
  // Without the Activity Log a regeneration would not have been seen.
  if (firstHour === null || activityLogSeen === null || keyRequests(facts) === 0) return null;
  const last = observations.regenerations.at(-1) ?? null;
  const watched = Math.floor((now - firstHour) / DAY);
  const days = Math.floor((now - (last ?? firstHour)) / DAY);
  if (days < ROTATION) return null;
  return {
    title: 'Account keys were not regenerated for months',
    severity: days >= LONG ? 'Medium' : 'Low',
    summary:
      last === null
        ? `Keys are in use, and none was seen to be regenerated in the ${shown(watched)} days since this account is watched.`
        : `Keys are in use, and the last regeneration was seen ${shown(days)} days ago, ${isoTime(last)}.`,
    evidence: {
      figures: {
        daysWatched: watched,
        daysSinceRegeneration: days,
        regenerationsSeen: observations.regenerations.length,
      },
      examples: observations.regenerations.map(
        (time) => `regenerated in the hour of ${isoTime(time)}`,
      ),
      cannotKnow: [
        `What was regenerated before ${isoTime(firstHour)} is not known: the keys may be older, or somewhat younger, than the days told here.`,
        firstManaged === null
          ? 'The Activity Log has told nothing of this account itself yet, only of others in its subscription.'
          : `The Activity Log first told of this account at ${isoTime(firstManaged)}; before that a regeneration may have gone unseen.`,
        'Which of the four keys was regenerated is not always logged.',
      ],
    },
    remediation: {
      steps: [
        'Move applications to the secondary key, regenerate the primary one, and the other way round the next time.',
        'Better: use Entra identities and turn keys off, then there is nothing to rotate.',
      ],
      commands: [
        `az cosmosdb keys regenerate --ids ${quotedId(accountId)} --key-kind secondary`,
        `az cosmosdb keys regenerate --ids ${quotedId(accountId)} --key-kind primary`,
      ],
    },
    worsens: {
      measure: 'days since a regeneration was seen',
      value: days,
      returnsAbove: days + ROTATION,
    },
  };
};
