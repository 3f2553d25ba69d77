import { SketchError } from './sketchError';

/** Half the width of a bucket, as a share of its value. */
const RELATIVE_ERROR = 0.05;
const GAMMA = (1 + RELATIVE_ERROR) / (1 - RELATIVE_ERROR);
const LOG_GAMMA = Math.log(GAMMA);
/** Below this a value counts as zero, above the other as the largest: at most 416 buckets. */
const SMALLEST = 1e-3;
const LARGEST = 1e15;
const FIRST_BUCKET = bucketOf(SMALLEST);
const LAST_BUCKET = bucketOf(LARGEST);
/** Weights are stored to this part, and what has decayed below is forgotten. */
const WEIGHT_PARTS = 1000;

/**
 * The distribution of figures from 0 on, in buckets whose borders grow by a constant factor: a
 * quantile is off by at most 5 % of itself. Sketches are merged by adding up, and weights may decay.
 *
 * Masson, Rim, Lee: DDSketch, a fast and fully-mergeable quantile sketch with relative-error
 * guarantees, 2019.
 */
export class Quantiles {
  /** Numbers of the buckets in rising order, and the weight in each. */
  private readonly buckets: number[] = [];
  private readonly weights: number[] = [];
  private zeros = 0;
  private total = 0;

  /** @throws SketchError where the text is none of `toString()` */
  static from(text: string): Quantiles {
    const quantiles = new Quantiles();
    if (text === '') return quantiles;
    const [zeros = '', ...entries] = text.split(' ');
    quantiles.zeros = quantiles.total = weightOf(zeros);
    let bucket = 0;
    for (const entry of entries) {
      const [step = '', weight = ''] = entry.split(':', 2);
      bucket += integerOf(step);
      if (bucket < FIRST_BUCKET || bucket > LAST_BUCKET) {
        throw new SketchError('Quantiles', `there is no bucket ${bucket}`);
      }
      quantiles.put(bucket, weightOf(weight));
    }
    return quantiles;
  }

  /** Sum of the weights: the number of values, where none was weighted and nothing has decayed. */
  get count(): number {
    return this.total;
  }

  /** @throws RangeError where the value or the weight is below zero or no finite number */
  add(value: number, weight = 1): void {
    if (!(value >= 0 && value < Infinity && weight >= 0 && weight < Infinity)) {
      throw new RangeError(`Neither value nor weight may be like ${value} and ${weight}`);
    }
    if (weight === 0) return;
    if (value < SMALLEST) {
      this.zeros += weight;
      this.total += weight;
    } else this.put(bucketOf(Math.min(value, LARGEST)), weight);
  }

  /** Adds what the other one holds; the other stays as it is. */
  merge(other: Quantiles): void {
    this.zeros += other.zeros;
    this.total += other.zeros;
    other.buckets.forEach((bucket, at) => this.put(bucket, other.weights[at] ?? 0));
  }

  /** Multiplies all weights by a factor from 0 on; what falls below a thousandth is forgotten. */
  scale(factor: number): void {
    const { buckets, weights } = this;
    this.zeros = keptWeight(this.zeros * factor);
    this.total = this.zeros;
    let kept = 0;
    for (let at = 0; at < buckets.length; at += 1) {
      const weight = keptWeight((weights[at] ?? 0) * factor);
      if (weight === 0) continue;
      buckets[kept] = buckets[at] ?? 0;
      weights[kept] = weight;
      this.total += weight;
      kept += 1;
    }
    buckets.length = weights.length = kept;
  }

  /**
   * The value below or at which the share `q` (0..1) of the weight lies: the lower of two where it
   * falls between them. 0 where nothing was added.
   */
  quantile(q: number): number {
    const rank = q * this.total;
    let sum = this.zeros;
    // Sums of fractions are off by their rounding.
    const reached = rank - 1e-9 * this.total;
    if (sum > 0 && sum >= reached) return 0;
    let last = 0;
    for (let at = 0; at < this.buckets.length; at += 1) {
      last = this.buckets[at] ?? 0;
      sum += this.weights[at] ?? 0;
      if (sum >= reached) break;
    }
    return this.buckets.length === 0 ? 0 : (2 * GAMMA ** last) / (GAMMA + 1);
  }

  /**
   * Short: the weight of zeros, then steps between buckets with their weights. Weights are rounded to
   * a thousandth.
   */
  toString(): string {
    const texts = [weightText(this.zeros)];
    let before = 0;
    this.buckets.forEach((bucket, at) => {
      const weight = weightText(this.weights[at] ?? 0);
      if (weight === '0') return;
      texts.push(`${(bucket - before).toString(36)}:${weight}`);
      before = bucket;
    });
    return texts.length === 1 && texts[0] === '0' ? '' : texts.join(' ');
  }

  private put(bucket: number, weight: number): void {
    const { buckets, weights } = this;
    let low = 0;
    let high = buckets.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((buckets[middle] ?? 0) < bucket) low = middle + 1;
      else high = middle;
    }
    if (buckets[low] === bucket) weights[low] = (weights[low] ?? 0) + weight;
    else {
      buckets.splice(low, 0, bucket);
      weights.splice(low, 0, weight);
    }
    this.total += weight;
  }
}

function bucketOf(value: number): number {
  return Math.ceil(Math.log(value) / LOG_GAMMA);
}

function keptWeight(weight: number): number {
  return weight * WEIGHT_PARTS < 1 ? 0 : weight;
}

function weightText(weight: number): string {
  return String(Math.round(weight * WEIGHT_PARTS) / WEIGHT_PARTS);
}

function weightOf(text: string): number {
  const weight = Number(text);
  if (text === '' || !(weight >= 0 && weight < Infinity)) {
    throw new SketchError('Quantiles', `'${text}' is no weight`);
  }
  return weight;
}

function integerOf(text: string): number {
  if (!/^-?[0-9a-z]{1,3}$/.test(text)) throw new SketchError('Quantiles', `'${text}' is no step`);
  return parseInt(text, 36);
}
