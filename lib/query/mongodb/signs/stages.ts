/** Signs in the order of a pipeline's stages: what the server refuses and no program sends. */

import type { Sign } from '../../verdict';
import { isStage } from '../commands';
import { memberOf } from '../constants';
import type { Node } from '../language/tree';
import { signAt } from './sign';

const NOT_FIRST = 0.65;
const NOT_LAST = 0.65;
const TWO_IN_ONE = 0.6;
const ENCLOSED = 0.6;
const AMONG_OTHERS = 0.6;
const OTHER_LETTERS = 0.55;
/** Stages that read or write another collection, which attacks add. */
const ELSEWHERE = ['$lookup', '$unionWith', '$graphLookup', '$out', '$merge'];
/** They tell about the server, and only at the beginning of a pipeline. */
const ABOUT_SERVER = new Set([
  ...['$collStats', '$indexStats', '$planCacheStats', '$currentOp', '$listSessions'],
  ...['$listLocalSessions', '$listSampledQueries', '$shardedDataDistribution', '$documents'],
]);
const WRITES = new Set(['$out', '$merge']);

/** Signs in the stages of one pipeline. */
export function stageSigns(stages: readonly Node[]): Sign[] {
  const signs: Sign[] = [];
  const enclosed = enclosedStage(stages);
  if (enclosed !== null) {
    const meaning = 'a stage between two comparisons with an empty text';
    signs.push(signAt(enclosed, 'clause-injection', ENCLOSED, meaning));
  }
  const other = stages.find((stage) => stage.kind === 'object' && !isStage(stage));
  if (other !== undefined && stages.some(isStage)) {
    const meaning = 'stages beside a document that is none';
    signs.push(signAt(other, 'clause-injection', AMONG_OTHERS, meaning));
  }
  for (const [index, stage] of stages.entries()) {
    if (stage.kind !== 'object') continue;
    const [first, second] = stage.members;
    if (first === undefined || !first.key.startsWith('$')) continue;
    const { key } = first;
    const meant = ELSEWHERE.find((name) => name.toLowerCase() === key.toLowerCase());
    if (meant !== undefined && meant !== key) {
      const meaning = 'a stage in other letters than the server knows';
      signs.push(signAt(stage, 'union', OTHER_LETTERS, meaning));
    }
    if (second !== undefined) {
      const meaning = 'a second member in one stage';
      signs.push(signAt(second, 'clause-injection', TWO_IN_ONE, meaning));
    }
    if (index > 0 && ABOUT_SERVER.has(first.key)) {
      const meaning = 'a stage about the server in the middle of a pipeline';
      signs.push(signAt(stage, 'schema-or-file-access', NOT_FIRST, meaning));
    }
    if (index < stages.length - 1 && WRITES.has(first.key)) {
      const meaning = 'a stage behind the one that writes the result';
      signs.push(signAt(stage, 'clause-injection', NOT_LAST, meaning));
    }
  }
  return signs;
}

/** `{$match: {a: ''}}, {$lookup: ...}, {$match: {b: ''}}`: what stands between was added. */
function enclosedStage(stages: readonly Node[]): Node | null {
  const empty = stages.map(endsInEmptyText);
  const first = empty.indexOf(true);
  return first >= 0 && empty.indexOf(true, first + 2) > 0 ? (stages[first + 1] ?? null) : null;
}

function endsInEmptyText(stage: Node): boolean {
  const match = memberOf(stage, '$match');
  const last = match?.kind === 'object' ? match.members[match.members.length - 1] : undefined;
  return last?.value.kind === 'string' && last.value.value === '';
}
