import type { Operation } from './operation';

/** 429: throttled; 503: unavailable; reset: the connection breaks without an answer. */
export type FaultKind = 429 | 503 | 'reset';

export interface DocumentCall {
  readonly method: string;
  readonly operation: Operation;
  readonly container: string;
}

export interface FaultOptions extends Partial<DocumentCall> {
  /** `after`: the operation takes effect and only its answer is lost. Default `before`. */
  readonly when?: 'before' | 'after';
  /** What a 429 tells the client to wait. Default 1 ms, so that tests are quick. */
  readonly retryAfterMs?: number;
}

export interface Fault {
  readonly kind: FaultKind;
  readonly when: 'before' | 'after';
  readonly retryAfterMs: number;
}

export interface RandomFaults extends FaultOptions {
  readonly seed: number;
  /** Share of calls that fail, 0 to 1. */
  readonly probability: number;
  readonly kinds: readonly [FaultKind, ...FaultKind[]];
}

/** Faults on demand. They strike document operations only, never the client's own metadata calls. */
export class Faults {
  private planned: { options: FaultOptions; kind: FaultKind; left: number }[] = [];
  private random: { options: RandomFaults; draw: () => number } | undefined;
  /** How many faults have been injected since the start. */
  injected = 0;

  /** The next `count` calls that match every given member of `options` fail. */
  next(count: number, kind: FaultKind, options: FaultOptions = {}): void {
    this.planned.push({ options, kind, left: count });
  }

  /** From now on a share of the matching calls fails; the same seed gives the same draws. */
  atRandom(options: RandomFaults): void {
    this.random = { options, draw: seededRandom(options.seed) };
  }

  /** No more faults. */
  clear(): void {
    this.planned = [];
    this.random = undefined;
  }

  /** The fault that strikes this call, if any; it is used up. */
  take(call: DocumentCall): Fault | undefined {
    const plan = this.planned.find(({ options, left }) => left > 0 && matches(options, call));
    if (plan) {
      plan.left -= 1;
      return this.inject(plan.kind, plan.options);
    }
    if (!this.random || !matches(this.random.options, call)) return undefined;
    const { options, draw } = this.random;
    if (draw() >= options.probability) return undefined;
    const kind = options.kinds[Math.floor(draw() * options.kinds.length)] ?? options.kinds[0];
    return this.inject(kind, options);
  }

  private inject(kind: FaultKind, { when = 'before', retryAfterMs = 1 }: FaultOptions): Fault {
    this.injected += 1;
    return { kind, when, retryAfterMs };
  }
}

function matches(wanted: FaultOptions, call: DocumentCall): boolean {
  return (
    (wanted.method ?? call.method) === call.method &&
    (wanted.operation ?? call.operation) === call.operation &&
    (wanted.container ?? call.container) === call.container
  );
}

/** mulberry32, a small generator with 32 bits of state: uniform in [0, 1). */
function seededRandom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
