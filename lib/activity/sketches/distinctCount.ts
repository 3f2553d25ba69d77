import { digitOf, valueOfDigit, WORD_LENGTH, wordAt, wordText } from './digits';
import { cardinality } from './hyperLogLog';
import { SketchError } from './sketchError';

/** Bits of a hash that choose the register. */
const PRECISION = 8;
const REGISTERS = 1 << PRECISION;
/** Bits that are left for the rank, and the highest rank that they can have. */
const RANK_BITS = 32 - PRECISION;
const HIGHEST_RANK = RANK_BITS + 1;
/** Hashes kept one by one: as text they are about as long as the registers, 40 x 6 characters. */
const MOST_HASHES = 40;
const NO_HASHES: number[] = [];

/**
 * How many distinct values were added, from their hashes of 32 bits (`textHash`). Exact up to 40
 * values, but for equal hashes (1 in 5 million at 40); beyond it HyperLogLog with 256 registers of six
 * bits: standard error 1.04 / sqrt(256) = 6.5 %. The text has at most 257 characters.
 *
 * Flajolet, Fusy, Gandouet, Meunier: HyperLogLog, the analysis of a near-optimal cardinality
 * estimation algorithm, 2007.
 */
export class DistinctCount {
  /**
   * As signed integers, which an array holds without boxing. It doubles as it fills: most have a few,
   * there are very many, and an array that is pushed to takes room for sixteen more.
   */
  private hashes: number[] = NO_HASHES;
  /** Places of `hashes` that are taken. */
  private size = 0;
  private registers: Uint8Array | null = null;

  /** @throws SketchError where the text is none of `toString()` */
  static from(text: string): DistinctCount {
    const count = new DistinctCount();
    if (text.startsWith('.')) count.registers = registersOf(text);
    else {
      if (text.length % WORD_LENGTH !== 0) throw new SketchError('DistinctCount', 'it is cut');
      for (let at = 0; at < text.length; at += WORD_LENGTH) count.add(wordAt(text, at));
    }
    return count;
  }

  /** Exact while small, then about. */
  get count(): number {
    return this.registers === null ? this.size : Math.round(cardinality(this.registers, RANK_BITS));
  }

  /** Adds the value that has this hash. */
  add(hash: number): void {
    if (this.registers !== null) {
      raise(this.registers, hash);
      return;
    }
    const word = hash | 0;
    const { size } = this;
    for (let at = 0; at < size; at += 1) if (this.hashes[at] === word) return;
    if (size === MOST_HASHES) {
      raise(this.toRegisters(), hash);
      return;
    }
    if (size === this.hashes.length) this.hashes = doubled(this.hashes);
    this.hashes[size] = word;
    this.size = size + 1;
  }

  /** Adds all values of the other one, which stays as it is. */
  merge(other: DistinctCount): void {
    if (other.registers === null) {
      for (const hash of other.taken()) this.add(hash);
      return;
    }
    const registers = this.toRegisters();
    other.registers.forEach((rank, at) => {
      if (rank > (registers[at] ?? 0)) registers[at] = rank;
    });
  }

  /** Equal for equal sets of values, whatever their order. */
  toString(): string {
    if (this.registers === null) {
      return this.taken()
        .sort((a, b) => a - b)
        .map(wordText)
        .join('');
    }
    return `.${Array.from(this.registers, digitOf).join('')}`;
  }

  private taken(): number[] {
    return this.hashes.slice(0, this.size);
  }

  private toRegisters(): Uint8Array {
    if (this.registers === null) {
      this.registers = new Uint8Array(REGISTERS);
      for (const hash of this.taken()) raise(this.registers, hash);
      this.hashes = NO_HASHES;
      this.size = 0;
    }
    return this.registers;
  }
}

/** The same with room for twice as many. */
function doubled(hashes: readonly number[]): number[] {
  const roomy = new Array<number>(Math.max(2, hashes.length * 2)).fill(0);
  for (let at = 0; at < hashes.length; at += 1) roomy[at] = hashes[at] ?? 0;
  return roomy;
}

function raise(registers: Uint8Array, hash: number): void {
  const at = hash >>> RANK_BITS;
  // The bit below the last ends the run of zeros.
  const rank = Math.clz32((hash << PRECISION) | (1 << (PRECISION - 1))) + 1;
  if (rank > (registers[at] ?? 0)) registers[at] = rank;
}

function registersOf(text: string): Uint8Array {
  if (text.length !== REGISTERS + 1) throw new SketchError('DistinctCount', 'it is cut');
  return Uint8Array.from({ length: REGISTERS }, (_, at) => {
    const rank = valueOfDigit(text.charAt(at + 1));
    if (rank > HIGHEST_RANK) throw new SketchError('DistinctCount', `${rank} is no rank`);
    return rank;
  });
}
