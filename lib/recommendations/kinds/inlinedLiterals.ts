import { percent, shareOf, type AccountFacts } from '../../coverage/accountFacts';
import { TEXTS } from '../../baseline/observations/observedDay';
import { aDay, MOST_EXAMPLES, shown, type Advisor } from '../advice';

/** Fewer texts of a container that were looked at, and a lower share of them, are left alone. */
const ENOUGH_TEXTS = 30;
const ENOUGH_SHARE = 0.2;
/** So many different texts hold values; fewer are the constants of an application's code. */
const MANY_TEXTS = 20;
/** The platform replaces strings by their length, so that different ones look the same. */
const MANY_OBFUSCATED = 5;
const OBFUSCATED = 0.3;

interface Container {
  readonly name: string;
  readonly texts: number;
  readonly examined: number;
  /** Share of the texts that were looked at, and as many of all texts. */
  readonly share: number;
  readonly withValues: number;
  /** Different ones of those that were looked at, about. */
  readonly distinct: number;
  readonly obfuscated: boolean;
  readonly example: string;
}

/** Values within query texts, where parameters would keep input from becoming code. */
export const inlinedLiterals: Advisor = (facts) => {
  const containers = containersOf(facts);
  const [worst] = containers;
  if (worst === undefined) return null;
  const all = facts.sum.tallies.containers.total(TEXTS.texts);
  const withValues = containers.reduce((sum, container) => sum + container.withValues, 0);
  const share = shareOf(withValues, all);
  const perDay = aDay(facts, withValues);
  const obfuscated = containers.every((container) => container.obfuscated);
  return {
    title: 'Query texts hold values instead of parameters',
    severity: obfuscated ? 'Low' : 'Medium',
    summary: `About ${shown(worst.withValues)} of ${shown(worst.texts)} queries of ${worst.name} (${percent(worst.share)}) hold their values in the text${containers.length > 1 ? `, and those of ${containers.length - 1} more containers` : ''}: where such a value comes from a user, it can change the query.`,
    evidence: {
      figures: {
        containers: containers.length,
        queries: all,
        queriesWithValues: withValues,
        share,
        differentTexts: worst.distinct,
      },
      examples: containers
        .slice(0, MOST_EXAMPLES)
        .map(({ name, share: own, distinct, example }) => {
          return `${name}: ${percent(own)} of the queries, at least ${shown(distinct)} different ones, such as ${example}`;
        }),
      cannotKnow: [
        'Whether a value comes from a user or from the code is not logged.',
        'One text in eight was looked at; the figures are of all.',
        ...(obfuscated ? ['Strings are obfuscated, so that constants look much like values.'] : []),
      ],
    },
    remediation: {
      steps: [
        'In the code behind these queries, pass every value as a parameter (SELECT * FROM c WHERE c.id = @id) instead of joining texts.',
        'Equal texts are also cheaper: their plan is made once.',
      ],
      commands: [],
    },
    worsens: {
      measure: 'queries with values in the text a day',
      value: perDay,
      returnsAbove: perDay * 2 + 100,
    },
  };
};

function containersOf({ sum, observations }: AccountFacts): readonly Container[] {
  return sum.tallies.containers
    .entries()
    .map(([name, ...sums]) => {
      const texts = sums[TEXTS.texts] ?? 0;
      const examined = sums[TEXTS.examined] ?? 0;
      const share = shareOf(sums[TEXTS.inlined] ?? 0, examined);
      const told = observations.inlined.of(name);
      return {
        name: name === '' ? 'other containers' : name,
        texts,
        examined,
        share,
        withValues: Math.round(share * texts),
        distinct: told?.distinct.count ?? 0,
        obfuscated: shareOf(sums[TEXTS.obfuscated] ?? 0, texts) >= OBFUSCATED,
        example: told?.example ?? '',
      };
    })
    .filter(({ examined, share, distinct, obfuscated }) => {
      const many = obfuscated ? MANY_OBFUSCATED : MANY_TEXTS;
      return examined >= ENOUGH_TEXTS && share >= ENOUGH_SHARE && distinct >= many;
    })
    .sort((a, b) => b.withValues - a.withValues);
}
