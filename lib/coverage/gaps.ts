import { minute } from '../alerts/phrases';
import type { AccountFacts } from './accountFacts';
import { heardAt } from './accountFacts';
import { listSettings } from './commands';
import { applicationsWithoutText } from './queryText';
import type {
  CategoryCoverage,
  DetectorCoverage,
  Fix,
  Gap,
  QueryTextCoverage,
  RefusalCoverage,
  RouteCoverage,
} from './report';

const DAY = 86_400_000;
const SEVERITIES = ['High', 'Medium', 'Low'] as const;

export interface Sections {
  readonly categories: readonly CategoryCoverage[];
  readonly queryText: QueryTextCoverage;
  readonly refusals: RefusalCoverage;
  readonly routes: RouteCoverage;
  readonly detectors: readonly DetectorCoverage[];
}

/** All that somebody should look at, the worst first. */
export function gapsOf(facts: AccountFacts, sections: Sections): readonly Gap[] {
  const { categories, queryText, refusals, routes, detectors } = sections;
  const blindedBy = (fix: Fix | null) =>
    detectors.flatMap(({ state, title, fixes }) =>
      state === 'blind' && fix !== null && fixes.some(({ text }) => text === fix.text)
        ? [title]
        : [],
    );
  const gap = (
    id: string,
    severity: Gap['severity'],
    { why, fix }: { readonly why: string; readonly fix: Fix | null },
  ): readonly Gap[] =>
    fix === null ? [] : [{ id, severity, what: why, fix, blinds: blindedBy(fix) }];
  const lacksTexts = applicationsWithoutText(queryText.applications).length > 0;
  const gaps = [
    ...silence(facts),
    ...categories.flatMap((category) =>
      gap(`${category.state}:${category.category}`, severityOf(category), category),
    ),
    ...gap('queryText', lacksTexts ? 'Medium' : 'Low', queryText),
    ...gap('refusalsNotSeen', 'Low', refusals),
    ...routes.problems.flatMap((problem) => gap(problem, 'Low', routes)),
  ];
  return [...gaps].sort((a, b) => SEVERITIES.indexOf(a.severity) - SEVERITIES.indexOf(b.severity));
}

/** True where nothing came for a day. */
export function isSilent(facts: AccountFacts): boolean {
  const heard = heardAt(facts);
  return heard === null || facts.now - heard > DAY;
}

function silence(facts: AccountFacts): readonly Gap[] {
  const heard = heardAt(facts);
  if (heard === null || !isSilent(facts)) return [];
  return [
    {
      id: 'silent',
      severity: 'Medium',
      what: `Nothing came since ${minute(heard)}. An account that nobody uses is silent as well.`,
      fix: {
        text: 'Look whether the account is used (metric TotalRequests), and whether its diagnostic setting is still there.',
        commands: [listSettings(facts.accountId)],
      },
      blinds: [],
    },
  ];
}

/** Without requests or commands nearly all is dark; operations of the control plane may just be rare. */
function severityOf({ category, state }: CategoryCoverage): Gap['severity'] {
  switch (category) {
    case 'DataPlaneRequests':
    case 'MongoRequests':
    case 'CassandraRequests':
    case 'GremlinRequests':
    case 'TableApiRequests':
      return state === 'missing' ? 'High' : 'Medium';
    case 'QueryRuntimeStatistics':
    case 'ActivityLog':
      return 'Medium';
    case 'ControlPlaneRequests':
    case 'DataPlaneRequests5M':
    case 'DataPlaneRequests15M':
      return 'Low';
  }
}
