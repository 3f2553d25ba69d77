import { readFile, writeFile } from 'node:fs/promises';
import { addCounts, noCounts } from '../../lib/ingestion/batchCounts';
import { parseIntelFile } from '../../lib/intel/formats/intelFile';
import { GeoReader } from '../../lib/intel/geo';
import { ThreatIntel } from '../../lib/intel/threatIntel';
import { UsageError, type CommandStreams, type ExitCode } from '../command';
import { InputError } from '../input/item';
import { readMessages } from '../input/readMessages';
import { resolvePath } from '../paths';
import { progressOn } from '../progress';
import { alertTable } from './alertTable';
import { batchesOf, toMessage } from './batches';
import { DeadLetterFile } from './deadLetterFile';
import { parseScanOptions, SCAN_HELP, type ScanOptions } from './scanOptions';
import { scanPipeline } from './scanPipeline';

/** `scan`: alerts for logs in files, with the pipeline that the app runs. */
export async function scanCommand(
  parameters: readonly string[],
  streams: CommandStreams,
): Promise<ExitCode> {
  const options = parseScanOptions(parameters);
  if (options === 'help') {
    streams.stdout.write(SCAN_HELP);
    return 0;
  }
  return scan(options, streams);
}

async function scan(options: ScanOptions, streams: CommandStreams): Promise<ExitCode> {
  const started = process.hrtime.bigint();
  const threatIntel = await readIntel(options.intel);
  const geo = readGeo(options.geo);
  const file =
    options.deadLetters === null
      ? null
      : await writing(options.deadLetters, (path) => DeadLetterFile.open(path));
  const { pipeline, alerts } = scanPipeline({
    deadLetters: file ?? { put: () => Promise.resolve() },
    threatIntel,
    geo,
  });
  const progress = progressOn(streams.stderr);
  const accounts = new Set<string>();
  const counts = noCounts();
  let bytes = 0;
  let messages = 0;
  try {
    const input = readMessages(options.paths, { progress, stdin: streams.stdin });
    for await (const batch of batchesOf(input)) {
      for (const item of batch) {
        bytes += item.bytes;
        messages += item.kind === 'message' && item.first ? 1 : 0;
      }
      const summary = await pipeline.process(batch.map(toMessage));
      addCounts(counts, summary);
      for (const account of summary.accounts) accounts.add(account);
      for (const { detector, message } of summary.detectorErrors) {
        streams.stderr.write(`detector ${detector} failed: ${message}\n`);
      }
    }
  } finally {
    progress.finish();
    await file?.close();
  }
  const found = await alerts();
  const text =
    options.format === 'table'
      ? alertTable(found)
      : found.map((alert) => `${JSON.stringify(alert)}\n`).join('');
  if (options.output === null) streams.stdout.write(text);
  else await writing(options.output, (path) => writeFile(path, text));

  const summary = {
    bytes,
    ...counts,
    messages,
    accounts: accounts.size,
    alerts: found.length,
    seconds: Number(process.hrtime.bigint() - started) / 1e9,
    peakRssBytes: process.resourceUsage().maxRSS * 1024,
  };
  if (options.summary !== null) {
    await writing(options.summary, (path) => writeFile(path, `${JSON.stringify(summary)}\n`));
  }
  streams.stderr.write(
    `${summary.records} records, ${summary.events} events, ${summary.ignored} ignored, ` +
      `${summary.deadLettered} dead letters, ${summary.duplicates} duplicates, ` +
      `${summary.accounts} accounts, ${found.length} alerts in ${summary.seconds.toFixed(1)} s\n`,
  );
  return found.length === 0 ? 0 : 1;
}

async function readIntel(path: string | null): Promise<ThreatIntel> {
  if (path === null) return ThreatIntel.empty;
  let text: string;
  try {
    text = await readFile(resolvePath(path), 'utf8');
  } catch (error) {
    throw new InputError(path, `cannot be read: ${messageOf(error)}`, { cause: error });
  }
  return ThreatIntel.fromNetworks(parseIntelFile(text, path, { kind: 'malicious', source: path }));
}

function readGeo(path: string | null): GeoReader {
  if (path === null) return new GeoReader();
  const geo = new GeoReader([resolvePath(path)]);
  try {
    geo.verify();
  } catch (error) {
    throw new InputError(path, messageOf(error), { cause: error });
  }
  return geo;
}

/** Runs what writes to a path; a failure names the path as it was given. */
async function writing<T>(path: string, write: (path: string) => Promise<T>): Promise<T> {
  try {
    return await write(resolvePath(path));
  } catch (error) {
    throw new UsageError(`${path}: cannot be written: ${messageOf(error)}`, { cause: error });
  }
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
