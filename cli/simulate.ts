import { mkdir, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Simulation } from '../lib/simulation/simulation';
import { runCommand, UsageError, type CommandStreams, type ExitCode } from './command';
import { resolvePath } from './paths';
import { BlobWriter } from './simulate/blobWriter';
import { DayProgress } from './simulate/dayProgress';
import { parseSimulateCall, SIMULATE_HELP, type SimulateCall } from './simulate/simulateOptions';

/** Writes the telemetry of made-up accounts, and what should be found in it. */
export function simulateCommand(
  parameters: readonly string[],
  streams: CommandStreams,
): Promise<ExitCode> {
  return runCommand(
    streams,
    SIMULATE_HELP,
    () => parseSimulateCall(parameters),
    (call) => simulate(call, streams),
  );
}

async function simulate(call: SimulateCall, { stderr }: CommandStreams): Promise<ExitCode> {
  const folder = resolvePath(call.out);
  const logs = join(folder, 'logs');
  await mkdir(logs, { recursive: true });
  if ((await readdir(logs)).length > 0) {
    throw new UsageError(`There are logs in ${call.out} already; give a new folder`);
  }
  const simulation = new Simulation(call.request);
  const writer = new BlobWriter(logs, call.layout);
  const progress = new DayProgress(stderr, call.request);
  try {
    for (const blob of simulation.blobs()) {
      writer.write(blob);
      progress.at(blob.hour, writer.records);
    }
  } finally {
    progress.finish();
  }
  const { truth, plan } = simulation;
  await writeFile(join(folder, 'intel.txt'), simulation.intel);
  await writeFile(
    join(folder, 'truth.ndjson'),
    truth.map((line) => `${JSON.stringify(line)}\n`).join(''),
  );
  const attacks = truth.filter(({ kind }) => kind === 'attack').length;
  stderr.write(
    `Wrote ${writer.records} records in ${writer.files} files ` +
      `(${(writer.bytes / 1e6).toFixed(1)} MB) to ${call.out}: ` +
      `${attacks} attacks, ${truth.length - attacks} decoys.\n`,
  );
  if (plan.unplaced.length > 0) {
    stderr.write(`No room for: ${plan.unplaced.join(', ')}. Give more accounts or days.\n`);
  }
  return 0;
}
