import { statSync } from 'node:fs';
import { open, type FileHandle } from 'node:fs/promises';
import { UsageError } from '../command';
import { resolvePath } from '../paths';

const PROBLEMS: Readonly<Record<string, string>> = {
  ENOENT: 'there is no such folder',
  ENOTDIR: 'part of the path is not a folder',
  EISDIR: 'it is a folder',
  EACCES: 'permission denied',
  EPERM: 'permission denied',
  EROFS: 'the disk can only be read',
  ENOSPC: 'the disk is full',
};

/** A file that a run writes. Opened before the run, so that a wrong path costs no waiting. */
export class OutputFile {
  private constructor(
    /** As it was given. */
    private readonly path: string,
    private readonly handle: FileHandle,
  ) {}

  /** @throws UsageError naming the path as it was given */
  static async open(path: string): Promise<OutputFile> {
    try {
      return new OutputFile(path, await open(resolvePath(path), 'w'));
    } catch (error) {
      throw unwritable(path, error);
    }
  }

  /** @throws UsageError */
  async write(text: string): Promise<void> {
    try {
      await this.handle.writeFile(text);
    } catch (error) {
      throw unwritable(this.path, error);
    }
  }

  close(): Promise<void> {
    return this.handle.close();
  }
}

/** Whether two paths, as they were given, are one regular file; links count as their file. */
export function writesOver(path: string, other: string): boolean {
  const found = statSync(resolvePath(path), { throwIfNoEntry: false });
  if (found === undefined) return resolvePath(path) === resolvePath(other);
  const known = statSync(resolvePath(other), { throwIfNoEntry: false });
  return found.isFile() && found.ino === known?.ino && found.dev === known.dev;
}

function unwritable(path: string, error: unknown): UsageError {
  const code =
    typeof error === 'object' && error !== null && 'code' in error ? String(error.code) : '';
  const problem = PROBLEMS[code] ?? (code === '' ? String(error) : code);
  return new UsageError(`${path}: cannot be written: ${problem}`, { cause: error });
}
