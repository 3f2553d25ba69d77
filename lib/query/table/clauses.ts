/** Signs outside the filter: options twice, options that hold more than a value, a broken key. */

import type { Sign, Technique } from '../verdict';
import { techniqueBehind } from './breakout';
import type { QueryOption, Range, TableRequest } from './request';
import * as T from './tokenKinds';
import { Tokens } from './tokens';

const OPTION_TWICE = 0.7;
const OPEN_OPTION = 0.75;
const KEY_AND_FILTER = 0.55;
const BROKEN_KEY = 0.75;
/** A key has two names at most. */
const KEY_NAMES = 2;
const NO_SIGNS: readonly Sign[] = [];

const tokens = new Tokens();

/** Signs in the options of a request and in the key of its path. */
export function clauseSigns(request: TableRequest, cut: boolean): readonly Sign[] {
  if (request.key === null && request.options.length === 0) return NO_SIGNS;
  const signs = request.key === null ? [] : keySigns(request, request.key, cut);
  if (request.options.length <= 1) return signs;
  const seen = new Set<string>();
  for (const [index, option] of request.options.entries()) {
    const { name, start, end } = option;
    if (name.startsWith('$') && seen.has(name)) {
      const meaning = 'a query option is given twice';
      signs.push({ technique: 'clause-injection', weight: OPTION_TWICE, meaning, start, end });
    }
    seen.add(name);
    const isLast = index === request.options.length - 1;
    if (!(cut && isLast) && holdsQuote(request.text, option)) {
      const meaning = 'a query option ends in a quote that the filter lost';
      signs.push({ technique: 'clause-injection', weight: OPEN_OPTION, meaning, start, end });
    }
  }
  return signs;
}

/** `$select=Secret'`: an unpaired quote where none belongs. */
function holdsQuote(text: string, { name, value }: QueryOption): boolean {
  if (!name.startsWith('$') || name.endsWith('filter')) return false;
  let quotes = 0;
  for (let at = text.indexOf("'", value.start); at >= 0 && at < value.end;) {
    quotes += 1;
    at = text.indexOf("'", at + 1);
  }
  return quotes % 2 === 1;
}

/** A key is `()`, `('x')` or `(PartitionKey='x',RowKey='y')`, and nothing else. */
function keySigns({ text, filters }: TableRequest, key: Range, cut: boolean): Sign[] {
  tokens.read(text, key.start, key.end);
  let names = 0;
  let after: number = T.END;
  for (let token = 0; token < tokens.count; token += 1) {
    const kind = tokens.kind(token);
    if (kind === T.END) break;
    if (kind === T.OPEN_STRING) return cut ? [] : [broken(token, 'syntax-probe')];
    if (kind === T.NAME) names += 1;
    const allowed =
      after === T.STRING
        ? kind === T.COMMA || kind === T.CLOSE_PAREN
        : kind !== T.COMMENT && kind !== T.SEMICOLON;
    const isOver = after === T.CLOSE_PAREN || names > KEY_NAMES;
    if (!allowed || isOver) {
      const technique = techniqueBehind(text, tokens.start(token)) ?? techniqueOf(kind);
      return [broken(token, technique)];
    }
    after = kind;
  }
  const [filter] = filters;
  if (names === 0 || filter === undefined) return [];
  const meaning = 'a filter on one entity, which its key names already';
  return [{ technique: 'clause-injection', weight: KEY_AND_FILTER, meaning, ...filter }];
}

function techniqueOf(kind: number): Technique {
  if (T.isOr(kind)) return 'tautology';
  if (T.isAnd(kind)) return 'boolean-blind';
  if (kind === T.COMMENT) return 'comment-truncation';
  if (kind === T.SEMICOLON) return 'stacked';
  return kind === T.NAME ? 'clause-injection' : 'syntax-probe';
}

function broken(token: number, technique: Technique): Sign {
  const meaning = 'something follows a closed literal in the key';
  const [start, end] = [tokens.start(token), tokens.end(token)];
  return { technique, weight: BROKEN_KEY, meaning, start, end };
}
