import { CONFIDENCE_CAPS, ESTABLISHED_FROM, PROVISIONAL_FROM } from '../baseline/profile/stage';
import type { Detector } from '../detectors/detector';
import type { AccountFacts } from './accountFacts';
import { CONDITIONS, LOGS, type Obstacle } from './dataSources';
import type { CategoryCoverage, DetectorCoverage } from './report';

/** Whether a detector sees anything of the account, by what its metadata says that it needs. */
export function detectorCoverage(
  detector: Detector,
  facts: AccountFacts,
  categories: readonly CategoryCoverage[],
): DetectorCoverage {
  const { id, title, dataSources } = detector.metadata;
  const names = dataSources.map((name) => name.toLowerCase());
  const obstacles = [
    ...logObstacles(names, facts, categories),
    ...names.flatMap((name) => CONDITIONS.get(name)?.(facts) ?? []),
    ...learningObstacles(detector, names, facts),
  ];
  const effects = obstacles.map(({ effect }) => effect);
  return {
    id,
    title,
    state: effects.includes('blind')
      ? 'blind'
      : effects.includes('learning')
        ? 'learning'
        : 'active',
    why: obstacles.map(({ why }) => why),
    fixes: obstacles.flatMap(({ fix }) => fix ?? []),
  };
}

/** Of the logs that it reads one must be there; without the others of another kind it sees less. */
function logObstacles(
  names: readonly string[],
  facts: AccountFacts,
  categories: readonly CategoryCoverage[],
): readonly Obstacle[] {
  const isThere = (coverage: CategoryCoverage) => coverage.state === 'arriving';
  const logs = names.flatMap((name) => {
    const log = LOGS.get(name);
    if (log === undefined) return [];
    const wanted = log.categories(facts);
    const told = categories.filter(({ category }) => wanted.includes(category));
    // What has no use for the account is nothing that it lacks.
    return wanted.length === 0 ? [] : [{ kind: log.kind, wanted, told }];
  });
  if (logs.length === 0) return [];
  const present = logs.filter(({ told }) => told.some(isThere));
  const kinds = new Set(present.map(({ kind }) => kind));
  return (
    logs
      .filter((log) => !present.includes(log))
      // One log of requests stands for another; those of management each tell what the other does not.
      .filter(({ kind }) => kind === 'management' || !kinds.has(kind))
      .map(({ wanted, told }) => ({
        effect: present.length === 0 ? 'blind' : 'limit',
        why: told.length === 0 ? `${wanted.join(', ')} never came.` : sentenceOf(told),
        fix: told.find(({ fix }) => fix !== null)?.fix ?? null,
      }))
  );
}

function sentenceOf(told: readonly CategoryCoverage[]): string {
  return told.map(({ why }) => why).join(' ');
}

/** What compares needs a baseline; what judges operations only says less without one. */
function learningObstacles(
  detector: Detector,
  names: readonly string[],
  { learning }: AccountFacts,
): readonly Obstacle[] {
  const compares =
    'subject' in detector &&
    (detector.subject === 'knownAccount' || detector.subject === 'newcomer');
  if (!compares && !names.includes('baseline')) return [];
  const stage = learning?.stage ?? 'new';
  const days = learning?.historyDays ?? 0;
  if (stage === 'established') return [];
  const why =
    stage === 'new'
      ? `${days} of ${PROVISIONAL_FROM} days learned: what is usual here is not known yet.`
      : `${days} of ${ESTABLISHED_FROM} days learned: until then confidence is at most ${CONFIDENCE_CAPS.provisional}.`;
  const isMute = stage === 'new' && (compares || detector.kind === 'event');
  return [{ effect: isMute ? 'learning' : 'limit', why, fix: null }];
}
