import { Quantiles } from '../../activity/sketches/quantiles';
import { MEASURES, type Measure } from '../baseline';
import type { Figures } from './figures';

/** A day's figures count half after so many days. */
const HALF_LIFE_DAYS = 14;

/** What single actors do in an hour in which they do anything. */
export class PeerFigures {
  private readonly sketches = new Map<Measure, Quantiles>();
  /** What was read from the store stays text until it is asked for. */
  private readonly texts = new Map<Measure, string>();
  private all: readonly (readonly [Measure, Quantiles])[] | null = null;

  /** `isTrusted` as in `VolumeSeries.from`. @throws SketchError */
  static from(stored: Readonly<Partial<Record<Measure, string>>>, isTrusted = false): PeerFigures {
    const peers = new PeerFigures();
    for (const measure of MEASURES) {
      const text = stored[measure];
      if (text === undefined) continue;
      // So that what is damaged is found here and not when it is asked for.
      if (!isTrusted) Quantiles.from(text);
      peers.texts.set(measure, text);
    }
    return peers;
  }

  get(measure: Measure): Quantiles {
    const known = this.sketches.get(measure);
    if (known !== undefined) return known;
    const sketch = Quantiles.from(this.texts.get(measure) ?? '');
    this.sketches.set(measure, sketch);
    this.texts.delete(measure);
    return sketch;
  }

  add(figures: Figures): void {
    this.all ??= MEASURES.map((measure) => [measure, this.get(measure)] as const);
    for (const [measure, sketch] of this.all) sketch.add(figures[measure]);
  }

  age(days: number): void {
    for (const measure of MEASURES) this.get(measure).scale(2 ** (-days / HALF_LIFE_DAYS));
  }

  toStored(): Partial<Record<Measure, string>> {
    return Object.fromEntries(
      MEASURES.map((measure) => [measure, this.texts.get(measure) ?? this.get(measure).toString()]),
    );
  }
}
