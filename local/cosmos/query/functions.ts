import * as builtin from '@zeit/cosmosdb-query/lib/builtin-functions';
import * as engine from '@zeit/cosmosdb-query/lib/helpers';

type TextTest = (text: string, part: string) => boolean;

/** Text functions of Cosmos SQL take a third argument, which the engine does not know: ignore case. */
const textFunction =
  (test: TextTest) =>
  (text: unknown, part: unknown, ignoreCase: unknown = false): boolean | undefined => {
    if (typeof text !== 'string' || typeof part !== 'string') return undefined;
    return ignoreCase === true ? test(text.toLowerCase(), part.toLowerCase()) : test(text, part);
  };

/** `value IN (...)`; undefined when the value is, so that NOT IN leaves such documents out too. */
function inList(value: unknown, list: readonly unknown[]): boolean | undefined {
  if (value === undefined) return undefined;
  return list.some((candidate) => engine.equal(value, candidate));
}

/** `value BETWEEN low AND high`; undefined over different types, as the comparison is. */
function isBetween(value: unknown, low: unknown, high: unknown): boolean | undefined {
  return engine.and(engine.compare('>=', value, low), engine.compare('<=', value, high));
}

/** Names under which `compileQuery` calls what the engine would evaluate with JavaScript's own rules. */
export const IN_LIST = 'IN_LIST$';
export const IS_BETWEEN = 'IS_BETWEEN$';

export const FUNCTIONS = {
  ...builtin,
  CONTAINS: textFunction((text, part) => text.includes(part)),
  STARTSWITH: textFunction((text, part) => text.startsWith(part)),
  ENDSWITH: textFunction((text, part) => text.endsWith(part)),
  STRINGEQUALS: textFunction((text, part) => text === part),
  [IN_LIST]: inList,
  [IS_BETWEEN]: isBetween,
};

export function isFunction(name: string): boolean {
  return Object.hasOwn(FUNCTIONS, name);
}
