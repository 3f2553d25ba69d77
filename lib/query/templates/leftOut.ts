import { isCommon } from './newCode';

/** Queries with the same head that a new one is compared with, the last ones. */
const MOST_COMPARED = 64;
const END = /^(?:order|group|limit|offset|allow|per|using|if|;)$/i;

/** Which conditions come and go in queries of a container that are the same up to their conditions. */
export class LeftOut {
  private readonly heads = new Map<string, (readonly string[])[]>();
  private readonly optional = new Set<string>();

  /** @param head what stands before the conditions */
  add(head: string, tokens: readonly string[]): void {
    const added = conditionsOf(tokens);
    if (!added.some(isTelling)) return;
    const known = this.heads.get(head) ?? [];
    this.heads.set(head, known);
    for (const other of known) {
      const [few, many] = other.length < added.length ? [other, added] : [added, other];
      if (few.length === many.length || !few.every((one) => many.includes(one))) continue;
      for (const one of many) if (!few.includes(one)) this.optional.add(one);
    }
    known.push(added);
    if (known.length > MOST_COMPARED) known.shift();
  }

  /** Whether conditions lack some of the known ones that none ever lacked. */
  lacks(head: string, known: readonly string[], tokens: readonly string[]): boolean {
    const there = conditionsOf(tokens);
    // What a change applies to is its key, whatever it is called.
    const isChange = /^(?:update|delete)\b/i.test(head);
    return conditionsOf(known).some(
      (one) => !there.includes(one) && !this.optional.has(one) && (isChange || isTelling(one)),
    );
  }
}

/** Conditions without their brackets. */
function conditionsOf(tokens: readonly string[]): readonly string[] {
  const conditions: string[] = [];
  let from = 0;
  for (let at = 0; at <= tokens.length; at += 1) {
    const token = tokens[at] ?? ';';
    const isEnd = END.test(token);
    if (!isEnd && !/^(?:and|&&)$/i.test(token)) continue;
    conditions.push(tokens.slice(from, at).filter(isNoBracket).join(' '));
    if (isEnd) break;
    from = at + 1;
  }
  return conditions;
}

/** Whether a condition says something of the application. */
const isTelling = (condition: string): boolean => !condition.split(' ').every(isCommon);

const isNoBracket = (token: string): boolean => token !== '(' && token !== ')';
