import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from '@jest/globals';
import { buildSync } from 'esbuild';

const ROOT = join(__dirname, '..', '..');
const PACKAGE = /^node_modules\/(?:.*\/node_modules\/)?((?:@[^/]+\/)?[^/]+)\//;

const read = (name: string) => readFileSync(join(ROOT, name), 'utf8');

interface Lock {
  readonly packages: Readonly<Record<string, { version?: string; dev?: true; devOptional?: true }>>;
}

describe('the bundles that run in Azure', () => {
  let inputs: string[];
  beforeAll(() => {
    const { metafile } = buildSync({
      absWorkingDir: ROOT,
      entryPoints: ['functions/main.ts', 'functions/handlers.ts'],
      outdir: 'unwritten',
      external: ['@azure/functions-core'],
      bundle: true,
      platform: 'node',
      metafile: true,
      write: false,
    });
    inputs = Object.keys(metafile.inputs);
  });
  const packages = () => [...new Set(inputs.flatMap((path) => PACKAGE.exec(path)?.[1] ?? []))];

  test('hold the functions, lib and packages, and nothing of the local stack', () => {
    const rooms = new Set(inputs.map((path) => path.split('/', 1)[0]));
    expect([...rooms].sort()).toEqual(['functions', 'lib', 'node_modules']);
    expect(packages()).toContain('@azure/cosmos');
    expect(packages()).not.toContain('@azure/functions-core');
  });

  test('have the licences of all their packages in the notices', () => {
    const notices = read('THIRD-PARTY-NOTICES.md');
    expect(packages().filter((name) => !notices.includes(`${name} `))).toEqual([]);
  });
});

test('at most 25 packages are asked for, 250 are installed, and none is of the local stack', () => {
  const { dependencies } = JSON.parse(read('package.json')) as { dependencies: object }; // npm's own
  const { packages } = JSON.parse(read('package-lock.json')) as Lock; // as npm writes it
  const installed = Object.entries(packages)
    .filter(([path, { dev, devOptional }]) => path !== '' && dev !== true && devOptional !== true)
    .map(([path]) => path);
  expect(Object.keys(dependencies).length).toBeLessThanOrEqual(25);
  expect(installed.length).toBeGreaterThan(50);
  expect(installed.length).toBeLessThanOrEqual(250);
  const local = ['@zeit/cosmosdb-query', 'esbuild', 'jest', 'typescript'];
  expect(local.filter((name) => installed.includes(`node_modules/${name}`))).toEqual([]);
});
