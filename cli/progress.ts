import type { ReadProgress } from './input/readMessages';

const BAR_CHARS = 30;
const MIN_INTERVAL_MS = 100;
const CLEAR_LINE = '\r\u001b[K';

/** Where a bar is drawn, e.g. `process.stderr`. */
export interface ProgressOutput {
  readonly isTTY?: boolean;
  write(text: string): unknown;
}

/** A bar of the bytes read so far; draws nothing where the output is no terminal. */
export class ProgressBar implements ReadProgress {
  private expected = 0;
  private done = 0;
  private drawnAt = -Infinity;

  constructor(
    private readonly output: ProgressOutput,
    private readonly now: () => number = () => performance.now(),
  ) {}

  total(bytes: number): void {
    this.expected = bytes;
  }

  advance(bytes: number): void {
    this.done += bytes;
    if (this.output.isTTY !== true || this.now() - this.drawnAt < MIN_INTERVAL_MS) return;
    this.drawnAt = this.now();
    this.output.write(CLEAR_LINE + progressText(this.done, this.expected));
  }

  /** Takes the bar off the screen. */
  finish(): void {
    if (this.output.isTTY === true && this.drawnAt !== -Infinity) this.output.write(CLEAR_LINE);
  }
}

/** A bar on `output`, e.g. `process.stderr`. */
export function progressOn(output: ProgressOutput): ProgressBar {
  return new ProgressBar(output);
}

/** The bar as text; bytes alone where the total is not known (0). */
export function progressText(done: number, total: number): string {
  const read = `${(done / 1e6).toFixed(1)} MB`;
  if (total === 0) return `${read} read`;
  const share = Math.min(1, done / total);
  const bar = '#'.repeat(Math.round(share * BAR_CHARS)).padEnd(BAR_CHARS, '.');
  return `[${bar}] ${Math.floor(share * 100)} % of ${(total / 1e6).toFixed(1)} MB`;
}
