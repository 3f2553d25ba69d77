import { spawnSync } from 'node:child_process';
import { parseAlone } from './parseAlone';
import { wholePipeline } from './pipeline';

const ROUNDS = 5;
const SIDES = ['parse', 'pipeline'] as const;
type Side = (typeof SIDES)[number];

/** Milliseconds over a file: in a process that has just started, and once its code is compiled. */
interface Passes {
  readonly first: number;
  readonly second: number;
}

/** Medians of five processes for each side. */
export type Throughput = Readonly<Record<Side, Passes>>;

/**
 * `JSON.parse` alone and the whole pipeline over the same file. Each run has a process of its own, so
 * that neither pays for the other's garbage, and the sides take turns, so that both see the same
 * machine.
 */
export function throughput(path: string): Throughput {
  const runs: Record<Side, Passes[]> = { parse: [], pipeline: [] };
  for (let round = 0; round < ROUNDS; round += 1) {
    for (const side of SIDES) runs[side].push(runApart(side, path));
  }
  return { parse: medians(runs.parse), pipeline: medians(runs.pipeline) };
}

/** What such a process does; writes its figures to standard output. */
export async function measureSide(side: string, path: string): Promise<void> {
  const pass = async () =>
    side === 'parse' ? parseAlone(path) : (await wholePipeline(path)).milliseconds;
  const passes: Passes = { first: await pass(), second: await pass() };
  process.stdout.write(JSON.stringify(passes));
}

function runApart(side: Side, path: string): Passes {
  const [program = ''] = process.argv.slice(1);
  const parameters = [...process.execArgv, program, side, path];
  const { status, stdout, stderr } = spawnSync(process.execPath, parameters, {
    encoding: 'utf8',
  });
  if (status !== 0) throw new Error(`${side} failed: ${stderr}`);
  // Written by `measureSide`.
  return JSON.parse(stdout) as Passes;
}

function medians(runs: readonly Passes[]): Passes {
  return {
    first: median(runs.map(({ first }) => first)),
    second: median(runs.map(({ second }) => second)),
  };
}

function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[values.length >> 1] ?? NaN;
}
