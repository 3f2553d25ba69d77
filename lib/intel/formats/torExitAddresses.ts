import type { FeedEntries } from '../feedEntries';

const OTHER_LINES = /^(?:ExitNode|Published|LastStatus|@type|Downloaded)\b|^$/;

/**
 * The format of TorDNSEL: blocks of `ExitNode`, `Published`, `LastStatus` and one or more
 * `ExitAddress <address> <date> <time>`.
 * See https://metrics.torproject.org/collector.html#type-tordnsel
 */
export function parseTorExitAddresses(text: string, entries: FeedEntries): void {
  for (const line of text.split(/\r?\n/)) {
    const [keyword = '', address = ''] = line.trim().split(/\s+/, 2);
    if (keyword === 'ExitAddress') entries.add(address);
    else if (!OTHER_LINES.test(keyword)) entries.skip('unreadable');
  }
}
