/** Signs outside the filter: options twice, options that the service lacks, a broken key. */

import type { Sign } from '../verdict';
import type { Range, TableRequest } from './request';
import type { Token } from './tokens';
import { tokensOf } from './tokens';

const OPTION_TWICE = 0.7;
const BROKEN_KEY = 0.75;

/** Signs in the options of a request and in the key of its path. */
export function clauseSigns(request: TableRequest, cut: boolean): Sign[] {
  const signs = request.key === null ? [] : keySigns(request.text, request.key, cut);
  const seen = new Set<string>();
  for (const { name, start, end } of request.options) {
    if (name.startsWith('$') && seen.has(name)) {
      const meaning = 'a query option is given twice';
      signs.push({ technique: 'clause-injection', weight: OPTION_TWICE, meaning, start, end });
    }
    seen.add(name);
  }
  return signs;
}

/** A key is `()`, `('x')` or `(PartitionKey='x',RowKey='y')`, and nothing else. */
function keySigns(text: string, key: Range, cut: boolean): Sign[] {
  const tokens = tokensOf(text, key.start, key.end);
  let after: Token | undefined;
  for (const token of tokens) {
    if (token.kind === 'end') return [];
    if (token.kind === 'string' && !token.closed) return cut ? [] : [broken(token)];
    const allowed =
      after?.kind === 'string'
        ? token.text === ',' || token.text === ')'
        : token.kind !== 'comment' && token.text !== ';';
    if (!allowed || after?.text === ')') return [broken(token)];
    after = token;
  }
  return [];
}

function broken({ start, end }: Token): Sign {
  const meaning = 'something follows a closed literal in the key';
  return { technique: 'syntax-probe', weight: BROKEN_KEY, meaning, start, end };
}
