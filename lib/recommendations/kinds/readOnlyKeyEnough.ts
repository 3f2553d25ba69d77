import { quotedId } from '../../coverage/commands';
import { aDay, MOST_EXAMPLES, shown, type Advisor } from '../advice';
import { keyUses, mayWrite } from '../keys';

/** Fewer requests or days do not show what an application does. */
const ENOUGH_REQUESTS = 100;
const ENOUGH_DAYS = 3;

/** Applications that only read, with a key that may write. */
export const readOnlyKeyEnough: Advisor = (facts) => {
  const { accountId, days } = facts;
  const readers = keyUses(facts).filter(
    ({ key, requests, more }) => mayWrite(key) && more === 0 && requests >= ENOUGH_REQUESTS,
  );
  if (readers.length === 0 || days.length < ENOUGH_DAYS) return null;
  const requests = readers.reduce((sum, reader) => sum + reader.requests, 0);
  const perDay = aDay(facts, requests);
  const names = readers.map(({ application }) => application);
  return {
    title: 'A key that may write is only used to read',
    severity: 'Low',
    summary: `${[...new Set(names)].join(', ')} made ${shown(requests)} requests with a key that may write, and did nothing but read on ${days.length} days.`,
    evidence: {
      figures: { requests, applications: readers.length, days: days.length },
      examples: readers
        .slice(0, MOST_EXAMPLES)
        .map((use) => `${use.application} with ${use.key}: ${shown(use.requests)} reads`),
      cannotKnow: [
        'Applications are told apart by their SDK: two that use the same one count as one.',
        'What runs more rarely than the days observed, such as a yearly import, has not shown.',
      ],
    },
    remediation: {
      steps: [
        'Give these applications a read-only key; better, an Entra identity with the role Cosmos DB Built-in Data Reader.',
      ],
      commands: [`az cosmosdb keys list --ids ${quotedId(accountId)} --type read-only-keys`],
    },
    worsens: {
      measure: 'reads with a key that may write a day',
      value: perDay,
      returnsAbove: perDay * 2 + 100,
    },
  };
};
