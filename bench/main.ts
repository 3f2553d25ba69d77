import { existsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseAlone, wholePipeline } from './pipeline';
import { writeTelemetry } from './telemetry';

const RECORDS = 400_000;
const ROUNDS = 5;

async function main(): Promise<void> {
  const path = join(tmpdir(), `cosmos-warden-bench-${RECORDS}.ndjson`);
  if (!existsSync(path)) await writeTelemetry(path, RECORDS);
  const alone: number[] = [];
  const whole: number[] = [];
  let records = 0;
  for (let round = 0; round < ROUNDS; round += 1) {
    alone.push(parseAlone(path));
    const run = await wholePipeline(path);
    whole.push(run.milliseconds);
    records = run.records;
  }
  const [a, b] = [Math.min(...alone), Math.min(...whole)];
  const rss = (process.resourceUsage().maxRSS * 1024) / 1e6;
  print(`records                       ${records}`);
  print(`JSON.parse alone              ${perRecord(a, records)} us a record (best of ${ROUNDS})`);
  print(`whole pipeline                ${perRecord(b, records)} us a record (best of ${ROUNDS})`);
  print(`ratio                         ${(b / a).toFixed(2)}`);
  print(`peak memory (with the file that JSON.parse alone reads whole)  ${rss.toFixed(0)} MB`);
}

function perRecord(milliseconds: number, records: number): string {
  return ((milliseconds * 1000) / records).toFixed(2).padStart(6);
}

function print(text: string): void {
  process.stdout.write(`${text}\n`);
}

main().catch((error: unknown) => {
  process.stderr.write(`${String(error)}\n`);
  process.exitCode = 1;
});
