/** Analysis of MongoDB commands: JSON, extended JSON and shell text. */

import type { Analyser, Analysis, Sign, Understanding } from '../verdict';
import type { FilterParts } from './filters';
import { partsOf } from './filters';
import { parseCommandText } from './language/statements';
import type { Parsed, Problem } from './language/tree';
import type { Operation } from './operation';
import { operationsOf } from './operations';
import { hasUnknownOperator } from './operators';
import { shapeOf } from './shape';
import { alternativeSigns } from './signs/alternatives';
import { besidePasswordSigns } from './signs/besidePasswords';
import { breakoutSigns, hiddenTailSigns } from './signs/breakout';
import { credentialSigns } from './signs/credentials';
import { exposureSigns, ordersByOperator } from './signs/exposure';
import { mixesFields, operatorInNameSigns } from './signs/keys';
import { openFilterSigns } from './signs/openFilters';
import { scriptSigns } from './signs/scripts';
import { stageSigns } from './signs/stages';
import { systemCollectionSigns } from './signs/systemCollections';
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
 * as not valid: the API's list of features for server version 4.2
 * (learn.microsoft.com/azure/cosmos-db/mongodb/feature-support-42) says no to $where, mapReduce and
 * eval and does not name $function and $accumulator. It has $expr, and $lookup without `let`.
 */
export const analyseMongo: Analyser = (text, options = {}): Analysis => {
  const cut = options.cut ?? false;
  const parsed = parseCommandText(text);
  const operations = operationsOf(parsed);
  const signs: Sign[] = [];
  add(signs, breakoutSigns(parsed.problems, { cut, json: text.startsWith('{"') }));
  add(signs, hiddenTailSigns(text, parsed));
  add(signs, valueSigns(text, parsed));
  const namesOperators = text.includes('[$');
  let conditions = 0;
  let scripts = 0;
  let refused = false;
  for (const operation of operations) {
    const parts = partsOf(operation);
    conditions += parts.conditions.length;
    refused ||= parts.operators && isRefused(parts.documents);
    refused ||= ordersByOperator(operation);
    if (signs.length >= MOST_SIGNS) continue;
    add(signs, alternativeSigns(parts, operation));
    add(signs, systemCollectionSigns(operation, text));
    if (operation.stages.length > 0) add(signs, stageSigns(operation.stages));
    if (givesOut(operation)) add(signs, exposureSigns(operation));
    if (namesOperators) for (const each of parts.documents) add(signs, operatorInNameSigns(each));
    if (parts.operators) add(signs, operatorSigns(parts, operation));
    for (const script of parts.scripts) {
      if (scripts++ < MOST_SCRIPTS) add(signs, scriptSigns(script, text, cut));
    }
  }
  const counts = { cut, conditions, scripts, refused };
  return { signs, understanding: new Command(parsed, operations, counts) };
};

interface Counts {
  readonly cut: boolean;
  readonly conditions: number;
  readonly scripts: number;
  /** The server does not know an operator of the filter. */
  readonly refused: boolean;
}

/** What was understood of a text; only alerts and learning ask for more than `valid`. */
class Command implements Understanding {
  readonly valid: boolean;
  readonly #parsed: Parsed;
  readonly #operations: readonly Operation[];
  readonly #counts: Counts;

  constructor(parsed: Parsed, operations: readonly Operation[], counts: Counts) {
    this.#parsed = parsed;
    this.#operations = operations;
    this.#counts = counts;
    this.valid =
      counts.scripts === 0 &&
      !counts.refused &&
      operations.length <= 1 &&
      parsed.problems.every(({ kind }) => counts.cut && OPEN_AT_CUT.has(kind));
  }

  get summary(): string {
    return summaryOf(this.#operations, this.#counts);
  }

  get shape(): string {
    return shapeOf(this.#parsed);
  }
}

/** True where an operation says what is returned, written or listed. */
function givesOut({ outputs, stages, sortedBy, listed }: Operation): boolean {
  return outputs.length > 0 || stages.length > 0 || sortedBy !== null || listed !== null;
}

function add(signs: Sign[], found: readonly Sign[]): void {
  for (const sign of found) {
    if (signs.length < MOST_SIGNS) signs.push(sign);
  }
}

/** Where a server does not know an operator of a filter, or what it belongs to. */
function isRefused(documents: FilterParts['documents']): boolean {
  return hasUnknownOperator(documents) || documents.some(mixesFields);
}

function operatorSigns(parts: FilterParts, operation: Operation): Sign[] {
  const { collection, findsOne } = operation;
  const signs = credentialSigns(parts.conditions, collection, findsOne);
  for (const document of parts.documents) add(signs, besidePasswordSigns(document, collection));
  for (const { start, end } of parts.filters) {
    const filter =
      parts.filters.length === 1 ? parts.conditions : parts.conditions.slice(start, end);
    add(signs, openFilterSigns(filter, operation));
  }
  return signs;
}

function summaryOf(operations: readonly Operation[], { conditions, scripts }: Counts): string {
  const [first] = operations;
  if (first === undefined) return 'no command';
  const where = first.collection === null ? '' : ` on ${first.collection}`;
  const more = operations.length > 1 ? `, and ${operations.length - 1} more` : '';
  const withScripts = scripts > 0 ? `, ${scripts} ${scripts === 1 ? 'script' : 'scripts'}` : '';
  const count = `${conditions} ${conditions === 1 ? 'condition' : 'conditions'}`;
  return `${first.name}${where}, ${count}${withScripts}${more}`;
}
