import { counted } from '../../alerts/phrases';
import type { AccountFacts } from '../../coverage/accountFacts';
import { quotedId } from '../../coverage/commands';
import { MOST_EXAMPLES, type Advisor } from '../advice';

/** From so many days, or hours, of the window on somebody lists keys as a habit. */
const OFTEN_DAYS = 5;
const OFTEN_HOURS = 20;

/** Identities that fetch the account's keys again and again. */
export const frequentKeyListing: Advisor = (facts) => {
  const listers = listersOf(facts).filter(
    ({ days, hours }) => days >= OFTEN_DAYS || hours >= OFTEN_HOURS,
  );
  const [most] = listers;
  if (most === undefined) return null;
  const { accountId, days: window } = facts;
  const hours = listers.reduce((sum, lister) => sum + lister.hours, 0);
  return {
    title: 'An identity lists the account keys again and again',
    severity: 'Low',
    summary: `${most.identity} listed the keys in ${counted(most.hours, 'hour')} on ${most.days} of ${counted(window.length, 'day')}${listers.length > 1 ? `, and ${listers.length - 1} more do so as well` : ''}: each listing hands out all of the data, and hides one that should not be.`,
    evidence: {
      figures: { identities: listers.length, hours, daysOfWorst: most.days },
      examples: listers
        .slice(0, MOST_EXAMPLES)
        .map(
          (lister) =>
            `${lister.identity}: ${counted(lister.hours, 'hour')} on ${counted(lister.days, 'day')}`,
        ),
      cannotKnow: [
        'Several listings within an hour count as one here.',
        'Keys that are read with GET (readonlykeys/read) leave no trace in the Activity Log.',
        'Terraform lists keys at every refresh, even where keys are switched off.',
      ],
    },
    remediation: {
      steps: [
        'Let the deployment use Entra identities, or take the key from a vault instead of from the account.',
        'Take the permission listKeys from roles that do not need it: Cosmos DB Account Reader has none, DocumentDB Account Contributor has.',
      ],
      commands: [
        `az role assignment list --scope ${quotedId(accountId)} --include-inherited --query "[].{who:principalName, id:principalId, role:roleDefinitionName}" -o table`,
      ],
    },
    worsens: {
      measure: 'hours with a key listing',
      value: hours,
      returnsAbove: hours * 2,
    },
  };
};

function listersOf({ days, sum }: AccountFacts) {
  return sum.tallies.listings.entries().map(([identity, hours = 0]) => ({
    identity,
    hours,
    days: days.filter(({ tallies }) => tallies.listings.of(identity) > 0).length,
  }));
}
