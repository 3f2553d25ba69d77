import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { resolvePath } from '../paths';
import { inputError } from './byteSource';
import { InputError } from './item';

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

/**
 * The files that paths stand for: files themselves, all files below folders in the order of
 * their names, `-` for standard input. A file named twice is read once. Throws `InputError`.
 */
export async function listInputFiles(paths: readonly string[]): Promise<InputFile[]> {
  const files = new Map<string, InputFile>();
  for (const name of paths) {
    for (const file of await filesOf(name)) {
      if (!files.has(file.path)) files.set(file.path, file);
    }
  }
  return [...files.values()];
}

async function filesOf(name: string): Promise<InputFile[]> {
  if (name === STANDARD_INPUT) return [{ name, path: name, size: 0 }];
  const path = resolvePath(name);
  try {
    const found = await stat(path);
    if (!found.isDirectory()) return [{ name, path, size: found.size }];
    const files: InputFile[] = [];
    await addFolder(name, path, files);
    return files;
  } catch (error) {
    throw inputError(name, error);
  }
}

/** Links to folders are not followed, so that no folder is read twice or for ever. */
async function addFolder(name: string, path: string, files: InputFile[]): Promise<void> {
  const entries = await readdir(path, { withFileTypes: true }).catch((error: unknown) => {
    throw inputError(name, error);
  });
  entries.sort((one, other) => (one.name < other.name ? -1 : 1));
  for (const entry of entries) {
    const entryName = join(name, entry.name);
    const entryPath = join(path, entry.name);
    if (entry.isDirectory()) {
      await addFolder(entryName, entryPath, files);
      continue;
    }
    const found = await stat(entryPath).catch((error: unknown) => {
      throw inputError(entryName, error);
    });
    if (found.isFile()) files.push({ name: entryName, path: entryPath, size: found.size });
    else if (!found.isDirectory())
      throw new InputError(entryName, 'is neither a file nor a folder');
  }
}
