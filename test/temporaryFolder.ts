import { mkdtempSync, readdirSync, realpathSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll } from '@jest/globals';

const PREFIX = 'cosmos-warden-test-';
const DAY = 24 * 3_600_000;
const folders: string[] = [];

/** Makes an empty folder that is gone after the tests of this file. */
export function temporaryFolder(): string {
  if (folders.length === 0) removeOld();
  const folder = realpathSync(mkdtempSync(join(tmpdir(), PREFIX)));
  folders.push(folder);
  return folder;
}

/** Tests that were killed could not tidy up. */
function removeOld(): void {
  for (const name of readdirSync(tmpdir())) {
    const folder = join(tmpdir(), name);
    const made = name.startsWith(PREFIX) ? statSync(folder, { throwIfNoEntry: false }) : undefined;
    if (made === undefined || made.mtimeMs > Date.now() - DAY) continue;
    rmSync(folder, { recursive: true, force: true });
  }
}

afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
});
