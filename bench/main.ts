import { existsSync } from 'node:fs';
import { availableParallelism, cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { coldStart } from './coldStart';
import { longLineMemory, scanMemory } from './memory';
import { parseAlone, wholePipeline } from './pipeline';
import { queryFigures } from './queries';
import { writeTelemetry } from './telemetry';

const RECORDS = 400_000;
const ROUNDS = 5;

async function main(): Promise<void> {
  const model = cpus()[0]?.model ?? 'unknown processor';
  print(`Node ${process.version}, ${availableParallelism()} cores, ${model}`);
  const path = join(tmpdir(), `cosmos-warden-bench-${RECORDS}.ndjson`);
  if (!existsSync(path)) await writeTelemetry(path, RECORDS);
  await printThroughput(path);
  printQueries();
  await printColdStart();
  await printMemory(path);
}

async function printThroughput(path: string): Promise<void> {
  let alone = Infinity;
  let whole = Infinity;
  let records = 0;
  for (let round = 0; round < ROUNDS; round += 1) {
    alone = Math.min(alone, parseAlone(path));
    const run = await wholePipeline(path);
    whole = Math.min(whole, run.milliseconds);
    records = run.records;
  }
  print(`\nThroughput, ${records} records, best of ${ROUNDS}`);
  row('JSON.parse alone', perRecord(alone, records), 'us a record');
  row('whole pipeline', perRecord(whole, records), 'us a record');
  row('ratio', whole / alone, '(at most 1.6)');
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
  const { app, libraries } = await coldStart();
  print('\nCold require, fresh processes');
  row('@azure/functions and @azure/cosmos alone', libraries, 'ms');
  row('the app', app, 'ms');
  row('ratio', app / libraries, '(at most 1.5)');
}

async function printMemory(path: string): Promise<void> {
  print('\nPeak memory of scan');
  row('the file of the throughput test', await scanMemory(path), 'MB (at most 300)');
  row('one line of 60 MB', await longLineMemory(), 'MB (at most 600)');
}

function perRecord(milliseconds: number, records: number): number {
  return (milliseconds * 1000) / records;
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
