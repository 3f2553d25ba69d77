import { apisOf, percent, shareOf, type AccountFacts } from './accountFacts';
import { fullQueryText } from './commands';
import { TEXTS } from '../baseline/observations/observedDay';
import type { ApplicationTextCoverage, Fix, QueryTextCoverage } from './report';

/** Fewer sampled operations tell nothing of a share. */
const ENOUGH_SAMPLED = 20;
/** From this share on a few stray operations do not explain missing texts. */
export const MANY_MISSING = 0.2;
const MOST_APPLICATIONS = 20;

/** How query texts come: full or obfuscated, and of which applications not at all. */
export function queryTextCoverage(facts: AccountFacts): QueryTextCoverage {
  const { containers, queries } = facts.sum.tallies;
  const texts = containers.total(TEXTS.texts);
  const obfuscated = containers.total(TEXTS.obfuscated);
  const sampled = queries.total(0);
  const withoutText = queries.total(1);
  const missingShare = sampled < ENOUGH_SAMPLED ? null : shareOf(withoutText, sampled);
  const applications = queries.entries().slice(0, MOST_APPLICATIONS).map(applicationCoverage);
  const text = kindOfText(texts, obfuscated);
  return {
    text,
    texts,
    obfuscatedShare: shareOf(obfuscated, texts),
    cutShare: shareOf(containers.total(TEXTS.cut), texts),
    missingShare,
    applications,
    ...explained(facts, text, applications),
  };
}

/** Applications of whose queries so many lack a text that injections through them may go unseen. */
export function applicationsWithoutText(
  applications: readonly ApplicationTextCoverage[],
): readonly ApplicationTextCoverage[] {
  return applications.filter(({ sampled, missingShare }) => {
    return sampled >= ENOUGH_SAMPLED && missingShare >= MANY_MISSING;
  });
}

function applicationCoverage([name, sampled = 0, withoutText = 0]: readonly [
  string,
  ...number[],
]): ApplicationTextCoverage {
  const missingShare = shareOf(withoutText, sampled);
  return { application: name === '' ? 'unknown' : name, sampled, withoutText, missingShare };
}

function kindOfText(texts: number, obfuscated: number): QueryTextCoverage['text'] {
  if (texts === 0) return 'none';
  if (obfuscated === 0) return 'full';
  // A text without names and literals looks the same in both forms.
  return obfuscated / texts >= 0.3 ? 'obfuscated' : 'mixed';
}

function explained(
  facts: AccountFacts,
  text: QueryTextCoverage['text'],
  applications: readonly ApplicationTextCoverage[],
): { readonly why: string; readonly fix: Fix | null } {
  const lacking = applicationsWithoutText(applications);
  const sentences: string[] = [];
  if (text === 'none' && apisOf(facts).length > 0) sentences.push('No query text came.');
  if (text === 'obfuscated' || text === 'mixed') {
    sentences.push(
      'Names and strings are replaced by the platform: injection is judged by the rest.',
    );
  }
  if (text !== 'none' && lacking.length > 0) {
    const named = lacking.map(({ application, missingShare }) => {
      return `${application} (${percent(missingShare)} without)`;
    });
    sentences.push(
      `Of some applications the log lacks query texts: ${named.join(', ')}. What they ask is not judged.`,
    );
  }
  if (sentences.length === 0) return { why: '', fix: null };
  return { why: sentences.join(' '), fix: fixOf(facts, text) };
}

function fixOf({ accountId }: AccountFacts, text: QueryTextCoverage['text']): Fix | null {
  switch (text) {
    case 'full':
      return {
        text: 'Nothing on the account changes which SDK shows in QueryRuntimeStatistics: update the SDK of these applications, and let their queries pass values as parameters.',
        commands: [],
      };
    case 'none':
      // The category that is missing says how it is sent.
      return null;
    case 'obfuscated':
    case 'mixed':
      return {
        text: 'Turn full-text query logging on. It costs more, and the log then holds what users typed: see docs/query-analysis.md for what it gains.',
        commands: [fullQueryText(accountId)],
      };
  }
}
