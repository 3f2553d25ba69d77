import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, sep } from 'node:path';
import { expect, test } from '@jest/globals';
import { preProcessFile } from 'typescript';

const LIB = join(__dirname, '..', 'lib');
const files = readdirSync(LIB, { recursive: true, encoding: 'utf8' })
  .filter((name) => name.endsWith('.ts'))
  .map((name) => join(LIB, name));

/** The folder of `lib` that a path is in, or the file where it is in none: `alerts`, `pipeline.ts`. */
function roomOf(path: string): string {
  return relative(LIB, path).split(sep)[0] ?? '';
}

/** What each room imports from, types included. */
function importsByRoom(): ReadonlyMap<string, ReadonlySet<string>> {
  const rooms = new Set(files.map(roomOf));
  const imports = new Map<string, Set<string>>();
  for (const file of files) {
    const from = imports.get(roomOf(file)) ?? new Set();
    for (const { fileName } of preProcessFile(readFileSync(file, 'utf8')).importedFiles) {
      if (!fileName.startsWith('.')) continue;
      const room = roomOf(join(dirname(file), fileName));
      from.add(rooms.has(room) ? room : `${room}.ts`);
    }
    imports.set(roomOf(file), from);
  }
  return imports;
}

/** A way from a room back to itself through others, or null. */
function circleOf(start: string, imports: ReadonlyMap<string, ReadonlySet<string>>) {
  const ways = [[start]];
  const seen = new Set<string>();
  for (const way of ways) {
    for (const next of imports.get(way.at(-1) ?? '') ?? []) {
      if (next === start && way.length > 1) return [...way, start].join(' -> ');
      if (seen.has(next) || next === start) continue;
      seen.add(next);
      ways.push([...way, next]);
    }
  }
  return null;
}

test('no room of lib reaches back to one that builds on it', () => {
  const imports = importsByRoom();
  expect(imports.get('pipeline.ts')).toContain('alerts');
  expect([...imports.keys()].flatMap((room) => circleOf(room, imports) ?? [])).toEqual([]);
});
