import { join } from 'node:path';

/** A file to read. */
export interface InputFile {
  /** As given, or derived from the folder as given; `-` is standard input. */
  readonly name: string;
  /** Absolute. */
  readonly path: string;
  /** On disk, in bytes; 0 for standard input and pipes. */
  readonly size: number;
}

export const STANDARD_INPUT = '-';

/** A folder, or a file that was given by itself. */
export type InputPlace = Pick<InputFile, 'name' | 'path'>;

/**
 * The files of a run, in the order in which they were added. A year of logs is millions of files, so
 * none has an object or a path of its own: folders and names are shared, which leaves some 50 bytes
 * a file in a `PT1H.json` tree.
 */
export class InputFiles {
  private readonly places: InputPlace[] = [];
  private readonly below: string[] = [];
  private readonly sizes: number[] = [];
  private sum = 0;

  get count(): number {
    return this.places.length;
  }

  /** Bytes of all files; 0 where standard input is among them, whose length is not known. */
  get bytes(): number {
    const isKnown = this.places.every(({ name }) => name !== STANDARD_INPUT);
    return isKnown ? this.sum : 0;
  }

  /** @param below path of the file below the place; empty where the place is the file */
  add(place: InputPlace, below: string, size: number): void {
    this.places.push(place);
    this.below.push(below);
    this.sizes.push(size);
    this.sum += size;
  }

  /** @throws RangeError where there is no such file */
  at(index: number): InputFile {
    const place = this.places[index];
    const below = this.below[index];
    const size = this.sizes[index];
    if (place === undefined || below === undefined || size === undefined) {
      throw new RangeError(`there is no file ${index} among ${this.count}`);
    }
    const { name, path } = place;
    return below === ''
      ? { name, path, size }
      : { name: join(name, below), path: join(path, below), size };
  }
}
