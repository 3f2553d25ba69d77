import { existsSync } from 'node:fs';
import { availableParallelism, cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { coldStart } from './coldStart';
import { printCost, printLearning } from './baselines';
import { learningInstance } from './learningInstance';
import { longLineMemory, scanMemory } from './memory';
import { queryFigures } from './queries';
import { writeTelemetry } from './telemetry';
import { measureSide, throughput } from './throughput';

const RECORDS = 400_000;

async function main(): Promise<void> {
  const [side, measured, key = '', now] = process.argv.slice(2);
  if (side === 'learning') return printLearning();
  if (side === 'learning-instance') return learningInstance(measured ?? '', key, Number(now));
  if (side === 'cost') return printCost();
  if (side !== undefined && measured !== undefined) return measureSide(side, measured);
  const model = cpus()[0]?.model ?? 'unknown processor';
  print(`Node ${process.version}, ${availableParallelism()} cores, ${model}`);
  const path = join(tmpdir(), `cosmos-warden-bench-${RECORDS}.ndjson`);
  if (!existsSync(path)) await writeTelemetry(path, RECORDS);
  printThroughput(path);
  printQueries();
  await printColdStart();
  await printMemory(path);
}

function printThroughput(path: string): void {
  const { parse, pipeline, firstDetectors } = throughput(path);
  print(`\nThroughput, ${RECORDS} records, medians of fresh processes`);
  row('JSON.parse alone', perRecord(parse.second), 'us a record');
  row('whole pipeline', perRecord(pipeline.second), 'us a record');
  row('ratio', pipeline.second / parse.second, '(at most 2.0)');
  row('ratio of the best passes', pipeline.best / parse.best, '');
  row('ratio before the code is compiled', pipeline.first / parse.first, '');
  row('the first detectors alone', perRecord(firstDetectors.second), 'us a record');
  row('ratio', firstDetectors.second / parse.second, '(at most 1.6)');
  row('ratio of the best passes', firstDetectors.best / parse.best, '');
}

function printQueries(): void {
  print('\nQuery analysis, all-distinct texts, us a text');
  for (const { api, characters, injections, parse, analysis, cached } of queryFigures()) {
    print(
      `  ${api.padEnd(10)}${characters.toFixed(0).padStart(4)} characters, ` +
        `${(injections * 100).toFixed(0)}% called injections: JSON.parse ${parse.toFixed(2)}, ` +
        `analysis ${analysis.toFixed(2)} (ratio ${(analysis / parse).toFixed(1)}), ` +
        `cached ${cached.toFixed(2)}`,
    );
  }
}

async function printColdStart(): Promise<void> {
  const { app, appWithHandlers, libraries } = await coldStart();
  print('\nCold require, fresh processes');
  row('@azure/functions and @azure/cosmos alone', libraries, 'ms');
  row('the app', app, 'ms');
  row('ratio', app / libraries, '(at most 1.5)');
  row('the app with what its first call loads', appWithHandlers, 'ms');
}

async function printMemory(path: string): Promise<void> {
  print('\nPeak memory of scan');
  row('the file of the throughput test', await scanMemory(path), 'MB (at most 300)');
  row('one line of 60 MB', await longLineMemory(), 'MB (at most 600)');
}

function perRecord(milliseconds: number): number {
  return (milliseconds * 1000) / RECORDS;
}

function row(name: string, value: number, unit: string): void {
  print(`  ${name.padEnd(42)}${value.toFixed(2).padStart(8)} ${unit}`);
}

function print(text: string): void {
  process.stdout.write(`${text}\n`);
}

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
});
