import { beforeAll, describe, expect, test } from '@jest/globals';
import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { listInputFiles } from '../../../cli/input/listInputFiles';
import { temporaryFolder } from '../../temporaryFolder';

let folder = '';

beforeAll(() => {
  folder = temporaryFolder();
  for (const hour of ['h=00', 'h=01']) {
    mkdirSync(join(folder, 'logs/shop/d=02', hour, 'm=00'), { recursive: true });
    writeFileSync(join(folder, 'logs/shop/d=02', hour, 'm=00/PT1H.json'), hour);
  }
  mkdirSync(join(folder, 'logs/archive'));
  writeFileSync(join(folder, 'logs/archive/b.json'), 'bb');
  writeFileSync(join(folder, 'logs/archive/a.json'), 'a');
  mkdirSync(join(folder, 'elsewhere'));
  writeFileSync(join(folder, 'elsewhere/c.json'), 'ccc');
  symlinkSync(join(folder, 'elsewhere'), join(folder, 'logs/link'));
});

const HOURS = ['logs/shop/d=02/h=00/m=00/PT1H.json', 'logs/shop/d=02/h=01/m=00/PT1H.json'];
const ARCHIVE = ['logs/archive/a.json', 'logs/archive/b.json'];

/** Names of the listed files below the test's folder. */
function listed(...paths: readonly string[]): string[] {
  const files = listInputFiles(paths.map((path) => join(folder, path)));
  return Array.from({ length: files.count }, (_, index) => {
    const { name, path } = files.at(index);
    expect(path).toBe(name);
    return path.slice(folder.length + 1).replaceAll('\\', '/');
  });
}

describe('the files that paths stand for', () => {
  test('all below a folder, in the order of their names; links to folders are not followed', () => {
    expect(listed('logs')).toEqual([...ARCHIVE, ...HOURS]);
  });

  test('sizes are those on disk', () => {
    const files = listInputFiles([join(folder, 'logs')]);
    expect([0, 1, 2, 3].map((index) => files.at(index).size)).toEqual([1, 2, 4, 4]);
    expect(files.bytes).toBe(11);
    expect(() => files.at(4)).toThrow(RangeError);
  });

  test('a file named twice is read once, at its first place', () => {
    expect(listed('logs', 'logs')).toEqual([...ARCHIVE, ...HOURS]);
    expect(listed('logs', 'logs/archive', 'logs/archive/b.json')).toEqual([...ARCHIVE, ...HOURS]);
    expect(listed('logs/archive/b.json', 'logs')).toEqual([
      'logs/archive/b.json',
      'logs/archive/a.json',
      ...HOURS,
    ]);
    expect(listed('logs/shop', 'logs')).toEqual([...HOURS, ...ARCHIVE]);
  });

  test('a link to a folder is followed where it is given itself', () => {
    expect(listed('logs', 'logs/link')).toEqual([...ARCHIVE, ...HOURS, 'logs/link/c.json']);
    expect(listed('logs', 'logs/link/c.json')).toEqual([...ARCHIVE, ...HOURS, 'logs/link/c.json']);
  });

  test('the length of standard input is not known', () => {
    expect(listInputFiles(['-', join(folder, 'logs')]).bytes).toBe(0);
  });
});
