import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { parseAddress } from '../../lib/intel/address';
import type { Words } from '../../lib/intel/address';
import type { Network } from '../../lib/intel/network';
import { parseNetwork } from '../../lib/intel/network';
import { PackedRangesError, packRanges, unpackRanges } from '../../lib/intel/packedRanges';
import { RangeTable, type LabelledNetwork } from '../../lib/intel/rangeTable';

const toBig = (words: Words) => words.reduce((sum, word) => (sum << 32n) + BigInt(word), 0n);

function toWords(value: bigint, version: 4 | 6): number[] {
  const count = version === 4 ? 1 : 4;
  return Array.from({ length: count }, (_, index) =>
    Number((value >> BigInt(32 * (count - 1 - index))) & 0xffffffffn),
  );
}

/** Networks crowd into a few hundred addresses and at both ends, so that many overlap and touch. */
function networks(version: 4 | 6): fc.Arbitrary<Network> {
  const width = version === 4 ? 32 : 128;
  const size = 1n << BigInt(width);
  const bases = [0n, size - 256n, size / 2n - 128n, (1n << BigInt(width - 32)) - 128n];
  return fc
    .record({
      base: fc.constantFrom(...bases),
      offset: fc.integer({ min: 0, max: 255 }),
      prefix: fc.oneof(
        fc.integer({ min: width - 7, max: width }),
        fc.integer({ min: 0, max: width }),
      ),
    })
    .map(({ base, offset, prefix }) => {
      const span = 1n << BigInt(width - prefix);
      const address = (base < 0n ? 0n : base) + BigInt(offset);
      const first = (address / span) * span;
      return {
        version,
        prefix,
        first: toWords(first, version),
        last: toWords(first + span - 1n, version),
      };
    });
}

const labelled = (version: 4 | 6): fc.Arbitrary<LabelledNetwork> =>
  fc.record({ network: networks(version), label: fc.constantFrom('a', 'b', 'c') });

/** Every boundary and both its neighbours. */
function interesting(entries: readonly LabelledNetwork[], version: 4 | 6): bigint[] {
  const most = (1n << BigInt(version === 4 ? 32 : 128)) - 1n;
  const points = entries.flatMap(({ network }) => [toBig(network.first), toBig(network.last)]);
  return points
    .flatMap((point) => [point - 1n, point, point + 1n])
    .filter((point) => point >= 0n && point <= most);
}

function oracle(entries: readonly LabelledNetwork[], address: bigint): string[] {
  const found = entries.filter(
    ({ network }) => toBig(network.first) <= address && address <= toBig(network.last),
  );
  return [...new Set(found.map(({ label }) => label))].sort();
}

describe.each([4, 6] as const)('IPv%i', (version) => {
  test('answers as a linear search does, also after packing', () => {
    fc.assert(
      fc.property(fc.array(labelled(version), { maxLength: 25 }), (entries) => {
        const table = RangeTable.build(entries);
        const unpacked = unpackRanges(packRanges(table));
        for (const point of interesting(entries, version)) {
          const address = { version, words: toWords(point, version) };
          const expected = oracle(entries, point);
          expect([...table.lookup(address)].sort()).toEqual(expected);
          expect([...unpacked.lookup(address)].sort()).toEqual(expected);
        }
      }),
      { numRuns: 120 },
    );
  });

  test('keeps ranges disjoint, in order, and joins equal neighbours', () => {
    fc.assert(
      fc.property(fc.array(labelled(version), { maxLength: 25 }), (entries) => {
        const table = RangeTable.build(entries);
        const { starts, ends, sets, width } = version === 4 ? table.ipv4 : table.ipv6;
        let before: { end: bigint; set: number | undefined } | null = null;
        for (let index = 0; index < sets.length; index++) {
          const at = (words: Uint32Array) =>
            toBig([...words.subarray(index * width, (index + 1) * width)]);
          expect(at(starts) <= at(ends)).toBe(true);
          if (before !== null) {
            expect(at(starts) > before.end).toBe(true);
            expect(at(starts) === before.end + 1n && sets[index] === before.set).toBe(false);
          }
          before = { end: at(ends), set: sets[index] };
        }
      }),
      { numRuns: 100 },
    );
  });

  test('finds what a network overlaps', () => {
    fc.assert(
      fc.property(
        fc.array(labelled(version), { maxLength: 15 }),
        networks(version),
        (entries, probe) => {
          const [first, last] = [toBig(probe.first), toBig(probe.last)];
          const expected = entries
            .filter(({ network }) => toBig(network.first) <= last && first <= toBig(network.last))
            .map(({ label }) => label);
          const found = RangeTable.build(entries).overlapping(probe);
          expect([...found].sort()).toEqual([...new Set(expected)].sort());
        },
      ),
      { numRuns: 100 },
    );
  });
});

function table(...lines: readonly (readonly [string, string])[]): RangeTable {
  return RangeTable.build(
    lines.flatMap(([text, label]) => {
      const network = parseNetwork(text);
      return network === null ? [] : [{ network, label }];
    }),
  );
}

function lookup(ranges: RangeTable, text: string): readonly string[] {
  const address = parseAddress(text);
  return address === null ? ['not an address'] : ranges.lookup(address);
}

test('keeps IPv4 and IPv6 apart and both ends of the space', () => {
  const ranges = table(['0.0.0.0/0', 'four'], ['ffff:ffff::/32', 'six'], ['::/128', 'zero']);
  expect(lookup(ranges, '0.0.0.0')).toEqual(['four']);
  expect(lookup(ranges, '255.255.255.255')).toEqual(['four']);
  expect(lookup(ranges, '::')).toEqual(['zero']);
  expect(lookup(ranges, '::1')).toEqual([]);
  expect(lookup(ranges, 'ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff')).toEqual(['six']);
  expect(lookup(ranges, 'ffff:fffe:ffff::')).toEqual([]);
});

test('an empty table finds nothing and packs', () => {
  const empty = unpackRanges(packRanges(table()));
  expect(empty.size).toBe(0);
  expect(lookup(empty, '203.0.113.1')).toEqual([]);
});

test('a stored table that is damaged is an error, not a wrong answer', () => {
  const packed = packRanges(table(['203.0.113.0/24', 'a'], ['198.51.100.0/24', 'b']));
  expect(() => unpackRanges('')).toThrow(PackedRangesError);
  expect(() => unpackRanges('not base64 at all')).toThrow(PackedRangesError);
  expect(() => unpackRanges(packed.slice(0, packed.length / 2))).toThrow(PackedRangesError);
});

test('100,000 scattered addresses pack into fewer than 500,000 characters', () => {
  let seed = 42;
  const random = () => (seed = (Math.imul(seed, 1664525) + 1013904223) >>> 0);
  const entries = Array.from({ length: 100_000 }, () => {
    const words = [random()];
    return { network: { version: 4 as const, prefix: 32, first: words, last: words }, label: 'a' };
  });
  const built = RangeTable.build(entries);
  const packed = packRanges(built);
  expect(built.size).toBeGreaterThan(99_000);
  expect(packed.length).toBeLessThan(500_000);
  expect(unpackRanges(packed)).toEqual(built);
});
