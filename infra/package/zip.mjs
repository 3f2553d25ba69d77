import { zipSync } from 'fflate';

/** The first moment that a zip file can name, so that no clock is in its bytes. */
const EPOCH = new Date(1980, 0, 1);
/** A plain file that everybody may read (Unix mode 100644). */
const MODE = 0o100644 << 16;
const UNIX = 3;

/** A zip of files by path: the same files give the same bytes. */
export function zip(files) {
  const sorted = [...files].sort(([a], [b]) => (a < b ? -1 : 1));
  const entries = sorted.map(([path, bytes]) => [
    path,
    [bytes, { level: 9, mtime: EPOCH, os: UNIX, attrs: MODE }],
  ]);
  return zipSync(Object.fromEntries(entries));
}
