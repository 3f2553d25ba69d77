import * as z from 'zod';
import type { ContainerTexts } from '../../activity/queryTexts';
import { DistinctCount } from '../../activity/sketches/distinctCount';

/** Containers that are kept; those seen longest ago go. */
const MOST_CONTAINERS = 30;
/** Different texts are counted anew after so many days, so that constants never add up to values. */
const COUNTED_DAYS = 28;

/** Container, day on which counting began, last day, sketch of the texts, example. */
export const inlinedTextsSchema = z.array(
  z.tuple([z.string(), z.int(), z.int(), z.string(), z.string()]),
);
type Stored = z.infer<typeof inlinedTextsSchema>;

/** Texts of one container that hold values where parameters could be. */
export interface InlinedTexts {
  readonly since: number;
  readonly last: number;
  /** Different texts, about. */
  readonly distinct: DistinctCount;
  /** One of them without its literals. */
  readonly example: string;
}

/** How many different texts with values each container was asked; days since 1970. */
export class InlinedByContainer {
  private readonly containers = new Map<string, InlinedTexts>();

  /** @throws SketchError where it is damaged */
  static from(stored: Stored): InlinedByContainer {
    const inlined = new InlinedByContainer();
    for (const [container, since, last, sketch, example] of stored) {
      const distinct = DistinctCount.from(sketch);
      inlined.containers.set(container, { since, last, distinct, example });
    }
    return inlined;
  }

  see(day: number, containers: readonly ContainerTexts[]): void {
    for (const { container, distinct, example } of containers) {
      if (distinct.count === 0) continue;
      const known = this.containers.get(container);
      const isOld = known === undefined || day - known.since > COUNTED_DAYS;
      const sum = isOld ? new DistinctCount() : known.distinct;
      sum.merge(distinct);
      // The map's order is that of last sight.
      this.containers.delete(container);
      const since = isOld ? day : known.since;
      this.containers.set(container, { since, last: day, distinct: sum, example });
      const [oldest] = this.containers.keys();
      if (this.containers.size > MOST_CONTAINERS && oldest !== undefined) {
        this.containers.delete(oldest);
      }
    }
  }

  of(container: string): InlinedTexts | null {
    return this.containers.get(container) ?? null;
  }

  toStored(): Stored {
    return [...this.containers].map(([container, { since, last, distinct, example }]) => {
      return [container, since, last, distinct.toString(), example];
    });
  }
}
