import { FIGURES } from './figures';

// What a row holds behind the figures.
export const FIRST_SEEN = FIGURES;
export const LAST_SEEN = FIGURES + 1;
/** Requests and bytes returned of the container, where an actor has touched but one. */
export const SOLE_REQUESTS = FIGURES + 2;
export const SOLE_BYTES = FIGURES + 3;
/** How many documents are kept in the row, and the hashes of these. */
const DOCUMENTS = FIGURES + 4;
const HASHES = FIGURES + 5;
const MOST_HASHES = 8;
const WIDTH = HASHES + MOST_HASHES;

const FIRST_ROWS = 8;

/**
 * The numbers of the actors of one table, a row each. There are very many actors of a few requests:
 * as objects their figures would cost more than all else that counting does.
 */
export class ActorRows {
  cells = new Float64Array(FIRST_ROWS * WIDTH);
  private end = 0;

  /** Adds an empty row; returns where it begins. */
  add(): number {
    const at = this.end;
    this.end += WIDTH;
    if (this.end > this.cells.length) {
      const roomy = new Float64Array(2 * this.cells.length);
      roomy.set(this.cells);
      this.cells = roomy;
    }
    this.cells[at + FIRST_SEEN] = Infinity;
    this.cells[at + LAST_SEEN] = -Infinity;
    return at;
  }

  /** Adds a copy of a row of another table; returns where it begins. */
  copy({ cells }: ActorRows, from: number): number {
    const at = this.add();
    this.cells.set(cells.subarray(from, from + WIDTH), at);
    return at;
  }

  /** Notes a document by its hash; false where the row has no room for one more. */
  addHash(at: number, hash: number): boolean {
    const { cells } = this;
    const word = hash | 0;
    const first = at + HASHES;
    const size = cells[at + DOCUMENTS] ?? 0;
    for (let place = first; place < first + size; place += 1)
      if (cells[place] === word) return true;
    if (size === MOST_HASHES) return false;
    cells[first + size] = word;
    cells[at + DOCUMENTS] = size + 1;
    return true;
  }

  /** Hashes of the documents that are kept in the row. */
  hashes(at: number): Float64Array {
    const first = at + HASHES;
    return this.cells.subarray(first, first + (this.cells[at + DOCUMENTS] ?? 0));
  }
}
