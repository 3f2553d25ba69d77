import { FeedRefusedError, type FeedEntries } from '../feedEntries';

/**
 * Comma-separated values (RFC 4180), addresses in one column: by the name in the header line, any
 * case, or by number counted from 0. Lines that begin with `#` are comments; some lists have
 * their header in one.
 * @throws FeedRefusedError where there is no such column
 */
export function parseCsvColumn(text: string, column: string | number, entries: FeedEntries): void {
  const rows = csvRows(text);
  if (typeof column === 'number') {
    addColumn(rows, column, entries);
    return;
  }
  const wanted = column.trim().toLowerCase();
  for (const row of rows) {
    const comment = isComment(row);
    const names = row.map((name) =>
      name.replace(/^#/, '').replaceAll('"', '').trim().toLowerCase(),
    );
    const index = names.indexOf(wanted);
    if (index >= 0) {
      addColumn(rows, index, entries);
      return;
    }
    if (!comment) break;
  }
  throw new FeedRefusedError(`its header line has no column '${column}'`);
}

function addColumn(rows: Iterable<readonly string[]>, index: number, entries: FeedEntries): void {
  let first = true;
  for (const row of rows) {
    if (isComment(row) || row.every((field) => field === '')) continue;
    const field = (row[index] ?? '').trim();
    // A column given by number may still have a header line above it.
    if (!first || /^[\d[]|:/.test(field)) entries.add(field);
    first = false;
  }
}

function isComment(row: readonly string[]): boolean {
  return row[0]?.startsWith('#') ?? false;
}

/** Rows of fields. A quote opens a field only at its beginning; `""` inside stands for `"`. */
function* csvRows(text: string): Generator<string[], undefined> {
  // Sticky: a quoted field or a bare one, then what ends it.
  const field = /(?:"([^"]*(?:""[^"]*)*)"[^,\r\n]*|([^,\r\n]*))(,|\r\n|\r|\n|$)/y;
  let row: string[] = [];
  while (field.lastIndex < text.length) {
    const match = field.exec(text);
    if (match === null) return;
    const [, quoted, bare = '', end] = match;
    row.push(quoted === undefined ? bare : quoted.replaceAll('""', '"'));
    if (end === ',') continue;
    yield row;
    row = [];
  }
  if (row.length > 0) yield row;
}
