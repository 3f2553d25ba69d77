import { beforeEach, describe, expect, test } from '@jest/globals';
import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { Readable } from 'node:stream';
import { gzipSync } from 'node:zlib';
import type { InputItem } from '../../../lib/telemetry/reading/item';
import { readMessages } from '../../../cli/input/readMessages';
import type { ReadOptions } from '../../../cli/input/readMessages';
import { recordsIn } from '../../telemetry/reading/itemsOf';
import { temporaryFolder } from '../../temporaryFolder';

let folder: string;

beforeEach(() => {
  folder = temporaryFolder();
});

async function put(name: string, bytes: string | Buffer): Promise<string> {
  const path = join(folder, name);
  await mkdir(dirname(path), { recursive: true });
  await writeFile(path, bytes);
  return path;
}

async function all(paths: readonly string[], options?: ReadOptions): Promise<InputItem[]> {
  const items: InputItem[] = [];
  for await (const batch of readMessages(paths, options)) items.push(...batch);
  return items;
}

const at = (minute: number) => {
  const time = new Date(Date.UTC(2026, 0, 1, 0, minute)).toISOString();
  return JSON.stringify({ time });
};
const lines = (minutes: readonly number[]) => minutes.map(at).join('\n');
const timesIn = (items: readonly InputItem[]) =>
  recordsIn(items).map((record) => Date.parse((record as { time: string }).time));

describe('paths', () => {
  test('standard input', async () => {
    const stdin = Readable.from([Buffer.from('{"a":'), Buffer.from('1}\n[2]')]);
    expect(recordsIn(await all(['-'], { stdin }))).toEqual([{ a: 1 }, 2]);
  });

  test('a path that is missing is named as it was given', async () => {
    await expect(all(['./no/such'])).rejects.toThrow('./no/such: no such file or folder');
  });

  test('an empty file and an empty folder hold nothing', async () => {
    await mkdir(join(folder, 'empty'));
    expect(await all([await put('a', ''), join(folder, 'empty')])).toEqual([]);
  });
});

describe('content', () => {
  const text = Array.from(
    { length: 3000 },
    (_, id) => `{"id":${id},"hash":"${Math.sin(id)}"}`,
  ).join('\n');

  test('gzip, also of several members', async () => {
    const half = text.indexOf('\n', text.length / 2) + 1;
    const members = [text.slice(0, half), text.slice(half)].map((part) => gzipSync(part));
    const path = await put('log.json', Buffer.concat(members));
    expect(recordsIn(await all([path]))).toHaveLength(3000);
  });

  test.each<[string, (bytes: Buffer) => Buffer]>([
    ['cut off', (bytes) => bytes.subarray(0, bytes.length / 2)],
    // After the ten bytes of a member's header, 0xff begins a block of a type that does not exist.
    ['damaged', (bytes) => Buffer.concat([bytes, Buffer.from(bytes).fill(0xff, 10, 11)])],
    ['followed by other bytes', (bytes) => Buffer.concat([bytes, Buffer.from('rest')])],
  ])('gzip that is %s keeps what came out and gives one dead letter', async (_, spoil) => {
    const path = await put('log.gz', spoil(gzipSync(text)));
    const items = await all([path]);
    const unreadable = items.filter((item) => item.kind === 'unreadable');
    expect(unreadable).toHaveLength(1);
    expect(unreadable[0]).toMatchObject({ path, reason: 'brokenGzip' });
    expect(recordsIn(items).length).toBeGreaterThan(1000);
    expect(
      text.startsWith(
        recordsIn(items)
          .map((record) => JSON.stringify(record))
          .join('\n'),
      ),
    ).toBe(true);
  });

  test.each<[string, (bytes: Buffer) => Buffer]>([
    ['with a wrong checksum', (bytes) => Buffer.from(bytes).fill(0, bytes.length - 8)],
    ['followed by other bytes', (bytes) => Buffer.concat([bytes, Buffer.from('rest')])],
  ])('gzip %s loses nothing of what was unpacked before', async (_, spoil) => {
    const few = text.split('\n').slice(0, 20).join('\n');
    const items = await all([await put('few.gz', spoil(gzipSync(`${few}\n`)))]);
    expect(
      recordsIn(items)
        .map((record) => JSON.stringify(record))
        .join('\n'),
    ).toBe(few);
    expect(items.filter((item) => item.kind === 'unreadable')).toMatchObject([
      { reason: 'brokenGzip' },
    ]);
  });

  test.each([300, 9_000, 30_000])(
    'gzip that breaks at byte %d of standard input gives what it gives from a file',
    async (at) => {
      const bytes = gzipSync(text);
      bytes.fill(0xff, at, at + 40);
      const path = await put('broken.gz', bytes);
      const stdin = Readable.from([bytes.subarray(0, 777), bytes.subarray(777)]);
      const [fromFile, fromStdin] = [await all([path]), await all(['-'], { stdin })];
      expect(recordsIn(fromStdin)).toEqual(recordsIn(fromFile));
      expect(fromStdin.map((item) => ({ ...item, path }))).toEqual(fromFile);
      expect(fromStdin.at(-1)).toMatchObject({
        path: '-',
        reason: 'brokenGzip',
        detail: expect.stringMatching(/ at compressed byte \d+\.$/),
      });
    },
  );

  test('a stream that fails is named', async () => {
    const stdin = new Readable({ read: () => stdin.destroy(new Error('gone')) });
    await expect(all(['-'], { stdin })).rejects.toThrow('standard input: cannot be read');
  });

  test.each<[string, Buffer]>([
    ['little', Buffer.from('\uFEFF{"a":"é"}\n{"a":2}', 'utf16le')],
    ['big', Buffer.from('\uFEFF{"a":"é"}\n{"a":2}', 'utf16le').swap16()],
  ])('UTF-16 with a byte-order mark, %s endian', async (_, bytes) => {
    expect(recordsIn(await all([await put('a.json', bytes)]))).toEqual([{ a: 'é' }, { a: 2 }]);
  });
});

describe('merging', () => {
  test('several files come in the order of their times', async () => {
    await put('a/1.json', lines([1, 4, 9]));
    await put('b/2.json', lines([2, 3, 10]));
    const alone = await put('c.json', lines([5, 6]));
    const times = timesIn(await all([join(folder, 'a'), alone, join(folder, 'b')]));
    expect(times).toHaveLength(8);
    expect(times).toEqual(times.toSorted((one, other) => one - other));
  });

  test('one file keeps its own order', async () => {
    const path = await put('a.json', lines([9, 1, 4]));
    expect(timesIn(await all([path]))).toEqual(
      [9, 1, 4].map((minute) => Date.UTC(2026, 0, 1, 0, minute)),
    );
  });

  test.each(['PT1H', 'plain'])(
    'hundreds of files (%s) come in order with few open',
    async (kind) => {
      for (let hour = 0; hour < 120; hour += 1) {
        const day = `d=${String(1 + Math.floor(hour / 24)).padStart(2, '0')}`;
        const tree = `y=2026/m=01/${day}/h=${String(hour % 24).padStart(2, '0')}/m=00/PT1H.json`;
        for (const account of ['A', 'B']) {
          const name =
            kind === 'PT1H' ? `resourceId=/${account}/${tree}` : `${account}${(hour * 77) % 120}`;
          await put(name, lines([hour * 60, hour * 60 + 30]));
        }
      }
      const times = timesIn(await all([folder]));
      expect(times).toHaveLength(480);
      expect(times).toEqual(times.toSorted((one, other) => one - other));
    },
  );
});

test('progress counts the bytes on disk', async () => {
  const path = await put('a.json', '{"a":1}\n');
  const told: number[] = [];
  const progress = {
    total: (bytes: number) => told.push(bytes),
    advance: (bytes: number) => told.push(bytes),
  };
  await all([path], { progress });
  expect(told[0]).toBe(8);
  expect(told.slice(1).reduce((sum, bytes) => sum + bytes, 0)).toBe(8);
});
