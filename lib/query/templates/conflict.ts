import { comparisons, SIDES, type Comparison } from './comparedProperties';

/** Conditions in brackets, or all of them. */
interface Group {
  /** Those of the alternative that is read. */
  readonly conditions: Comparison[];
  /** An alternative or a negation: what stands here need not hold for what stands around it. */
  readonly isOptional: boolean;
}

/** Deeper brackets are not followed. */
const DEEPEST = 64;
const END = /^(?:order|group|limit|offset|allow|per|using|if|;)$/i;

/**
 * Whether tokens `from` to `to` ask for a property that other conditions hold to one value, or hold
 * from the same side where more conditions follow. No application writes that: one of the two is
 * idle, or nothing fits.
 */
export function isConflict(tokens: readonly string[], from: number, to: number): boolean {
  const compared = new Map([...comparisons(tokens)].map((one) => [one.at, one]));
  const isFollowed = [...compared.keys()].some((at) => at >= to);
  const holding = new Map<string, number>();
  const keyOf = ({ property, at }: Comparison, side: string): string =>
    `${property} ${side} ${at >= from && at < to ? 'added' : 'known'}`;
  const count = (one: Comparison, change: number): void => {
    const key = keyOf(one, one.side);
    holding.set(key, (holding.get(key) ?? 0) + change);
  };
  const clashes = (one: Comparison): boolean => {
    const isAdded = one.at >= from && one.at < to;
    return SIDES.some((side) => {
      const added = holding.get(`${one.property} ${side} added`) ?? 0;
      const known = isAdded ? (holding.get(`${one.property} ${side} known`) ?? 0) : 0;
      const isSame = isFollowed && side === one.side && side !== 'none';
      return added + known > 0 && (isSame || side === 'equal' || one.side === 'equal');
    });
  };

  let group: Group = { conditions: [], isOptional: false };
  const outer: Group[] = [];
  const where = tokens.findIndex((token) => /^where$/i.test(token));
  for (let at = where + 1; at < tokens.length && outer.length <= DEEPEST; at += 1) {
    const token = tokens[at] ?? '';
    const comparison = compared.get(at);
    if (comparison !== undefined) {
      if (clashes(comparison)) return true;
      count(comparison, 1);
      group.conditions.push(comparison);
    } else if (token === '(') {
      outer.push(group);
      group = { conditions: [], isOptional: /^not$/i.test(tokens[at - 1] ?? '') };
    } else if (token === ')' && outer.length > 0) {
      const { conditions, isOptional } = group;
      group = outer.pop() ?? group;
      for (const one of conditions) {
        if (isOptional) count(one, -1);
        else group.conditions.push(one);
      }
    } else if (/^(?:or|\|\||select)$/i.test(token)) {
      for (const one of group.conditions) count(one, -1);
      group = { conditions: [], isOptional: true };
    } else if (outer.length === 0 && END.test(token)) return false;
  }
  return false;
}
