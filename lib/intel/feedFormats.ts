import type { FeedDefinition } from './feedDefinition';
import { FeedEntries, FeedRefusedError, MOST_ENTRIES } from './feedEntries';
import { parseCsvColumn } from './formats/csvColumn';
import { IntelFileError, parseIntelFile } from './formats/intelFile';
import { parsePlainList } from './formats/plainList';
import { parseStixBundle } from './formats/stixBundle';
import { parseTorExitAddresses } from './formats/torExitAddresses';

const GZIP_MAGIC = [0x1f, 0x8b];
/** Text has none of these; only the beginning is looked at. */
// eslint-disable-next-line no-control-regex -- control characters are what is looked for
const CONTROL_CHARACTERS = /[\u0000-\u0008\u000e-\u001a\u001c-\u001f]/;
const SAMPLE_LENGTH = 65_536;

/**
 * Reads the bytes of a feed into networks.
 * @param now epoch ms, for entries that end
 * @throws FeedRefusedError where it is empty, no list, or mostly unreadable
 */
export function parseFeed(bytes: Uint8Array, feed: FeedDefinition, now: number): FeedEntries {
  const text = readText(bytes);
  const entries = new FeedEntries({ kind: feed.kind, source: feed.id });
  parseText(text, feed, now, entries);

  const unreadable = entries.skipped.get('unreadable') ?? 0;
  if (entries.networks.length === 0) {
    throw new FeedRefusedError(`it has no usable address${describeSkipped(entries)}`);
  }
  if (unreadable > entries.networks.length) {
    throw new FeedRefusedError(`most of it are not addresses${describeSkipped(entries)}`);
  }
  return entries;
}

function parseText(text: string, feed: FeedDefinition, now: number, entries: FeedEntries): void {
  switch (feed.format) {
    case 'plain':
      parsePlainList(text, entries);
      break;
    case 'torExitAddresses':
      parseTorExitAddresses(text, entries);
      break;
    case 'csv':
      parseCsvColumn(text, feed.column ?? 0, entries);
      break;
    case 'stix':
      parseStixBundle(text, now, entries);
      break;
    case 'intel':
      addIntelFile(text, entries);
      break;
  }
}

function addIntelFile(text: string, entries: FeedEntries): void {
  try {
    const networks = parseIntelFile(text, 'its text', entries.listing);
    if (networks.length > MOST_ENTRIES) {
      throw new FeedRefusedError(`it has more than ${MOST_ENTRIES} entries`);
    }
    for (const network of networks) entries.networks.push(network);
  } catch (cause) {
    if (!(cause instanceof IntelFileError)) throw cause;
    throw new FeedRefusedError(`line ${cause.line}: ${cause.problem}`, { cause });
  }
}

function readText(bytes: Uint8Array): string {
  if (GZIP_MAGIC.every((byte, index) => bytes[index] === byte)) {
    throw new FeedRefusedError('it is compressed, not text');
  }
  const text = new TextDecoder().decode(bytes);
  const sample = text.slice(0, SAMPLE_LENGTH).trimStart();
  if (sample === '' && text.trim() === '') throw new FeedRefusedError('it is empty');
  if (CONTROL_CHARACTERS.test(sample)) throw new FeedRefusedError('it is binary, not text');
  if (sample.startsWith('<')) throw new FeedRefusedError('it is an HTML or XML page, not a list');
  return text;
}

function describeSkipped({ skipped }: FeedEntries): string {
  const counts = [...skipped].map(([reason, count]) => `${count} ${reason}`);
  return counts.length === 0 ? '' : ` (${counts.join(', ')})`;
}
