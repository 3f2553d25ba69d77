import { deflateRawSync, inflateRawSync } from 'node:zlib';
import * as z from 'zod';
import { RangeTable } from './rangeTable';
import type { SortedRanges } from './sortedRanges';

/** A packed range table cannot be read: damaged, or written by another version. */
export class PackedRangesError extends Error {
  override readonly name = 'PackedRangesError';
}

const LARGEST_UNPACKED = 256 * 1024 * 1024;
const BYTES_PER_WORD = 4;
const headerSchema = z.object({
  ipv4: z.int().nonnegative(),
  ipv6: z.int().nonnegative(),
  labelSets: z.array(z.array(z.string())),
});

/**
 * A range table as base64 text for storage. A JSON header line, then for each IP version its starts
 * (difference to the start before), ends (XOR with the start) and label sets, deflated: what
 * remains are mostly zeros, about 3 to 4 characters for a listed IPv4 address.
 */
export function packRanges(table: RangeTable): string {
  const { ipv4, ipv6, labelSets } = table;
  const header = { ipv4: ipv4.sets.length, ipv6: ipv6.sets.length, labelSets };
  const parts = [ipv4, ipv6].flatMap((ranges) => [
    differences(ranges),
    distances(ranges),
    ranges.sets,
  ]);
  const buffers = parts.map((words) =>
    Buffer.from(words.buffer, words.byteOffset, words.byteLength),
  );
  const bytes = Buffer.concat([Buffer.from(`${JSON.stringify(header)}\n`), ...buffers]);
  return deflateRawSync(bytes).toString('base64');
}

/** Reads what `packRanges` wrote. @throws PackedRangesError */
export function unpackRanges(packed: string): RangeTable {
  try {
    const bytes = inflateRawSync(Buffer.from(packed, 'base64'), {
      maxOutputLength: LARGEST_UNPACKED,
    });
    const lineEnd = bytes.indexOf('\n');
    const header = headerSchema.parse(JSON.parse(bytes.toString('utf8', 0, lineEnd)));
    const words = new WordReader(bytes, lineEnd + 1);
    const ipv4 = readRanges(words, 1, header.ipv4);
    const ipv6 = readRanges(words, 4, header.ipv6);
    return new RangeTable(ipv4, ipv6, header.labelSets);
  } catch (cause) {
    throw new PackedRangesError('A stored range table cannot be read.', { cause });
  }
}

function readRanges(words: WordReader, width: number, count: number): SortedRanges {
  const starts = words.take(count * width);
  const ends = words.take(count * width);
  const sets = words.take(count);
  for (let index = 0; index < starts.length; index++) {
    const before = index < width ? 0 : (starts[index - width] ?? 0);
    starts[index] = (starts[index] ?? 0) + before;
    ends[index] = (ends[index] ?? 0) ^ (starts[index] ?? 0);
  }
  return { width, starts, ends, sets };
}

function differences({ starts, width }: SortedRanges): Uint32Array {
  return starts.map((word, index) => (index < width ? word : word - (starts[index - width] ?? 0)));
}

function distances({ starts, ends }: SortedRanges): Uint32Array {
  return ends.map((word, index) => word ^ (starts[index] ?? 0));
}

class WordReader {
  constructor(
    private readonly bytes: Buffer,
    private offset: number,
  ) {}

  take(count: number): Uint32Array {
    const end = this.offset + count * BYTES_PER_WORD;
    if (end > this.bytes.length) throw new RangeError('The table is shorter than it says.');
    // Copied, because a typed array has to begin at a multiple of its word size.
    const copy = Uint8Array.from(this.bytes.subarray(this.offset, end));
    this.offset = end;
    return new Uint32Array(copy.buffer);
  }
}
