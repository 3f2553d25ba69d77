import { spawnSync } from 'node:child_process';
import { firstDetectors } from './firstDetectors';
import { parseAlone } from './parseAlone';
import { timeOver, wholePipeline } from './pipeline';

const ROUNDS = 9;
/** Milliseconds that each side takes over a file. */
const SIDES = {
  parse: parseAlone,
  pipeline: (path: string) => timeOver(path, wholePipeline()),
  firstDetectors: (path: string) => timeOver(path, firstDetectors()),
};
type Side = keyof typeof SIDES;

/** Milliseconds over a file: in a process that has just started, and once its code is compiled. */
interface Passes {
  readonly first: number;
  readonly second: number;
}

/** Medians of the processes of a side, and the best second pass, which others disturbed least. */
export interface Figures extends Passes {
  readonly best: number;
}

export type Throughput = Readonly<Record<Side, Figures>>;

/**
 * `JSON.parse` alone, the whole pipeline, and that of the first detectors over the same file. Each
 * run has a process of its own, so that none pays for the other's garbage, and the sides take turns,
 * so that all see the same machine.
 */
export function throughput(path: string): Throughput {
  const runs: Record<Side, Passes[]> = { parse: [], pipeline: [], firstDetectors: [] };
  for (let round = 0; round < ROUNDS; round += 1) {
    runs.parse.push(runApart('parse', path));
    runs.pipeline.push(runApart('pipeline', path));
    runs.firstDetectors.push(runApart('firstDetectors', path));
  }
  return {
    parse: figures(runs.parse),
    pipeline: figures(runs.pipeline),
    firstDetectors: figures(runs.firstDetectors),
  };
}

/** What such a process does; writes its figures to standard output. */
export async function measureSide(side: string, path: string): Promise<void> {
  if (!isSide(side)) throw new RangeError(`There is no ${side} to measure`);
  const pass = SIDES[side];
  const passes: Passes = { first: await pass(path), second: await pass(path) };
  process.stdout.write(JSON.stringify(passes));
}

function isSide(name: string): name is Side {
  return Object.hasOwn(SIDES, name);
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

function figures(runs: readonly Passes[]): Figures {
  const seconds = runs.map(({ second }) => second);
  return {
    first: median(runs.map(({ first }) => first)),
    second: median(seconds),
    best: Math.min(...seconds),
  };
}

function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[values.length >> 1] ?? NaN;
}
