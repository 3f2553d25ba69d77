import { lstatSync, readdirSync, statSync, type Dirent } from 'node:fs';
import { dirname, isAbsolute, join, relative, sep } from 'node:path';
import { resolvePath } from '../paths';
import { inputError } from './byteSource';
import { InputFiles, STANDARD_INPUT, type InputPlace } from './inputFiles';
import { InputError } from './inputError';

/**
 * The files that paths stand for: files themselves, all files below folders in the order of
 * their names, `-` for standard input. A file named twice is read once. Throws `InputError`.
 */
export function listInputFiles(paths: readonly string[]): InputFiles {
  const listing = new Listing();
  for (const name of paths) listing.add(name);
  return listing.files;
}

class Listing {
  readonly files = new InputFiles();
  /** Paths that were given; true for folders. */
  private readonly given = new Map<string, boolean>();
  /** Each name once: those of days, hours and `PT1H.json` come again and again. */
  private readonly names = new Map<string, string>();

  add(name: string): void {
    const path = name === STANDARD_INPUT ? name : resolvePath(name);
    if (this.given.has(path)) return;
    if (name === STANDARD_INPUT) {
      this.files.add({ name, path }, '', 0);
      this.given.set(path, false);
      return;
    }
    try {
      const found = statSync(path);
      const isFolder = found.isDirectory();
      if (this.isListed(path, isFolder)) return;
      if (isFolder) this.addFolder({ name, path }, '');
      else this.files.add({ name, path }, '', found.size);
      this.given.set(path, isFolder);
    } catch (error) {
      throw inputError(name, error);
    }
  }

  /** Links to folders are not followed, so that no folder is read twice or for ever. */
  private addFolder(place: InputPlace, below: string): void {
    const entries = entriesOf(place, below);
    // A folder with a single entry, as all of an hour are, is not worth a place.
    const [here, inner] =
      entries.length > 1 && below !== '' ? [placeIn(place, below), ''] : [place, below];
    for (const entry of entries) {
      const entryBelow = join(inner, entry.name);
      const found = placeIn(here, entryBelow);
      if (this.given.has(found.path)) continue;
      if (entry.isDirectory()) this.addFolder(here, entryBelow);
      else this.addFile(here, entryBelow, found);
    }
  }

  private addFile(place: InputPlace, below: string, { name, path }: InputPlace): void {
    let found;
    try {
      found = statSync(path);
    } catch (error) {
      throw inputError(name, error);
    }
    if (found.isFile()) this.files.add(place, this.shared(below), found.size);
    else if (!found.isDirectory()) throw new InputError(name, 'is neither a file nor a folder');
  }

  private shared(name: string): string {
    const known = this.names.get(name);
    if (known !== undefined) return known;
    this.names.set(name, name);
    return name;
  }

  /** Whether the way through a folder that was given earlier came by here. */
  private isListed(path: string, isFolder: boolean): boolean {
    const last = isFolder ? path : dirname(path);
    for (const [folder, wasFolder] of this.given) {
      if (!wasFolder) continue;
      const way = relative(folder, last);
      if (way === '..' || way.startsWith(`..${sep}`) || isAbsolute(way)) continue;
      if (!hasLink(folder, way)) return true;
    }
    return false;
  }
}

function placeIn({ name, path }: InputPlace, below: string): InputPlace {
  return { name: join(name, below), path: join(path, below) };
}

function entriesOf(place: InputPlace, below: string): Dirent[] {
  const { name, path } = placeIn(place, below);
  try {
    const entries = readdirSync(path, { withFileTypes: true });
    return entries.sort((one, other) => (one.name < other.name ? -1 : 1));
  } catch (error) {
    throw inputError(name, error);
  }
}

/** Whether one of the folders on the way from `folder` down is a link. */
function hasLink(folder: string, way: string): boolean {
  let at = folder;
  for (const name of way === '' ? [] : way.split(sep)) {
    at = join(at, name);
    if (lstatSync(at).isSymbolicLink()) return true;
  }
  return false;
}
