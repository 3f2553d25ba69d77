/** Analysis of MongoDB commands: JSON, extended JSON and shell text. */

import type { Analyser, Analysis, Sign } from '../verdict';
import { partsOf } from './filters';
import { parseCommandText } from './language/statements';
import type { Problem } from './language/tree';
import type { Operation } from './operations';
import { operationsOf } from './operations';
import { shapeOf } from './shape';
import { alternativeSigns } from './signs/alternatives';
import { breakoutSigns, hiddenTailSigns } from './signs/breakout';
import { credentialSigns } from './signs/credentials';
import { scriptSigns } from './signs/scripts';
import { valueSigns } from './signs/values';

/** More signs than this say nothing new. */
const MOST_SIGNS = 40;
/** More scripts than this are not read; a command has one or two. */
const MOST_SCRIPTS = 20;
const OPEN_AT_CUT = new Set<Problem['kind']>([
  'unclosed-string',
  'unclosed-bracket',
  'missing-value',
]);

/**
 * Analyses the text of one MongoDB request. A command that runs JavaScript on the server counts
 * as not valid: the API's feature list has no $where, $function, $accumulator or mapReduce.
 */
export const analyseMongo: Analyser = (text, options = {}): Analysis => {
  const cut = options.cut ?? false;
  const parsed = parseCommandText(text);
  const operations = operationsOf(parsed);
  let signs: Sign[] = [
    ...breakoutSigns(parsed.problems, cut),
    ...hiddenTailSigns(text, parsed),
    ...valueSigns(text, parsed),
  ];
  let conditions = 0;
  let scripts = 0;
  for (const operation of operations) {
    const parts = partsOf(operation);
    conditions += parts.conditions.length;
    if (signs.length >= MOST_SIGNS) continue;
    signs = signs.concat(
      credentialSigns(parts.conditions, operation.findsOne),
      alternativeSigns(parts),
    );
    for (const script of parts.scripts) {
      if (scripts++ < MOST_SCRIPTS) signs = signs.concat(scriptSigns(script, text, cut));
    }
  }
  const problems = cut
    ? parsed.problems.filter(({ kind }) => !OPEN_AT_CUT.has(kind))
    : parsed.problems;
  return {
    signs: signs.slice(0, MOST_SIGNS),
    understanding: {
      valid: problems.length === 0 && scripts === 0 && operations.length <= 1,
      // Only alerts and learning ask for these two.
      get summary() {
        return summaryOf(operations, conditions, scripts);
      },
      get shape() {
        return shapeOf(parsed);
      },
    },
  };
};

function summaryOf(operations: readonly Operation[], conditions: number, scripts: number): string {
  const [first] = operations;
  if (first === undefined) return 'no command';
  const where = first.collection === null ? '' : ` on ${first.collection}`;
  const more = operations.length > 1 ? `, and ${operations.length - 1} more` : '';
  const withScripts = scripts > 0 ? `, ${scripts} ${scripts === 1 ? 'script' : 'scripts'}` : '';
  const count = `${conditions} ${conditions === 1 ? 'condition' : 'conditions'}`;
  return `${first.name}${where}, ${count}${withScripts}${more}`;
}
