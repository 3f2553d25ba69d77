import type { FeedEntries } from '../feedEntries';

const COMMENT_LINE = /^\s*(?:#|;|\/\/|$)/;
const END_OF_ENTRY = /[\s,;#]/;

/** One address or network a line, then anything; comments begin with `#`, `;` or `//`. */
export function parsePlainList(text: string, entries: FeedEntries): void {
  for (const line of text.split(/\r\n|\r|\n/)) {
    if (COMMENT_LINE.test(line)) continue;
    const entry = line.trim();
    const end = entry.search(END_OF_ENTRY);
    entries.add(end < 0 ? entry : entry.slice(0, end));
  }
}
