/** Labels that a later part of a chain comes back to. */

import type { Step } from '../tree';
import { isLiteral, someWithin } from '../tree';

const NO_LABELS: readonly number[] = [];

export class Labels {
  /** For each step, the last step that names a label given up to there. */
  private readonly reach: readonly number[];

  constructor(steps: readonly Step[]) {
    if (!steps.some(({ traits }) => traits.labels)) {
      this.reach = NO_LABELS;
      return;
    }
    const given = new Map<string, number>();
    const used = new Map<string, number>();
    for (const [index, { traits, args }] of steps.entries()) {
      const gives = traits.labels;
      for (const argument of args ?? []) {
        someWithin(argument, (part) => {
          const isName = part.kind === 'chain' && part.steps.length === 0;
          const label = isLiteral(part) ? part.value : isName ? part.root : null;
          if (label === null) return false;
          if (!gives) used.set(label, index);
          else if (!given.has(label)) given.set(label, index);
          return false;
        });
      }
    }
    const reach = steps.map(() => -1);
    for (const [label, from] of given) {
      reach[from] = Math.max(reach[from] ?? -1, used.get(label) ?? -1);
    }
    let furthest = -1;
    this.reach = reach.map((index) => (furthest = Math.max(furthest, index)));
  }

  /** Whether a label from before the step at `index` is used behind it. */
  areUsedBehind(index: number): boolean {
    return (this.reach[index - 1] ?? -1) > index;
  }
}
