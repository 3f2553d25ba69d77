import { readFile } from 'node:fs/promises';
import { parseIntelFile } from '../../lib/intel/formats/intelFile';
import { ThreatIntel } from '../../lib/intel/threatIntel';
import { keepHeapSmall } from '../../lib/smallHeap';
import { runCommand, UsageError, type CommandStreams, type ExitCode } from '../command';
import { inputError } from '../input/byteSource';
import { resolvePath } from '../paths';
import { comparison, readAlerts } from './compareAlerts';
import { DeadLetterFile } from './deadLetterFile';
import { readGeo } from './geoFile';
import { OutputFile, writesOver } from './outputFile';
import { readAll } from './readAll';
import { parseScanOptions, SCAN_HELP, type ScanOptions } from './scanOptions';
import { readSettingsFile } from './settingsFile';
import { writtenAlerts } from './writtenAlerts';

/** `scan`: alerts for logs in files, with the pipeline that the app runs. */
export function scanCommand(
  parameters: readonly string[],
  streams: CommandStreams,
): Promise<ExitCode> {
  return runCommand(
    streams,
    SCAN_HELP,
    () => parseScanOptions(parameters),
    (options) => scan(options, streams),
  );
}

async function scan(options: ScanOptions, streams: CommandStreams): Promise<ExitCode> {
  keepHeapSmall();
  const started = process.hrtime.bigint();
  const threatIntel = await readIntel(options.intel);
  const geo = readGeo(options.geo);
  const settings = await readSettingsFile(options.settings);
  const earlier = options.compare === null ? null : await readAlerts(options.compare);
  const files = await openOutputs(options);
  try {
    const { counts, alerts } = await readAll(options.paths, streams, {
      deadLetters: files.deadLetters
        ? new DeadLetterFile(files.deadLetters)
        : { put: () => Promise.resolve() },
      threatIntel,
      geo,
      settings,
      learnDays: options.learnDays,
    });
    const text = writtenAlerts(alerts, options.format);
    if (files.output) await files.output.write(text);
    else streams.stdout.write(text);
    if (earlier !== null) {
      // Lines of alerts stay lines of alerts.
      const { stdout, stderr } = streams;
      const comparedOn = options.format === 'table' && !files.output ? stdout : stderr;
      comparedOn.write(comparison(earlier, alerts));
    }

    const summary = {
      ...counts,
      alerts: alerts.length,
      seconds: Number(process.hrtime.bigint() - started) / 1e9,
      peakRssBytes: process.resourceUsage().maxRSS * 1024,
    };
    await files.summary?.write(`${JSON.stringify(summary)}\n`);
    streams.stderr.write(
      `${summary.records} records, ${summary.events} events, ${summary.ignored} ignored, ` +
        `${summary.deadLettered} dead letters, ${summary.duplicates} duplicates, ` +
        `${summary.accounts} accounts, ${alerts.length} alerts in ${summary.seconds.toFixed(1)} s\n`,
    );
    return alerts.length === 0 ? 0 : 1;
  } finally {
    for (const file of Object.values(files)) await file?.close();
  }
}

async function openOutputs({ paths, output, summary, deadLetters }: ScanOptions) {
  const kept = [...paths];
  for (const path of [output, summary, deadLetters]) {
    if (path === null) continue;
    if (kept.some((other) => writesOver(path, other))) {
      throw new UsageError(`${path}: would write over what is read or written already`);
    }
    kept.push(path);
  }
  const open = (path: string | null) => (path === null ? null : OutputFile.open(path));
  return {
    output: await open(output),
    summary: await open(summary),
    deadLetters: await open(deadLetters),
  };
}

async function readIntel(path: string | null): Promise<ThreatIntel> {
  if (path === null) return ThreatIntel.empty;
  let text: string;
  try {
    text = await readFile(resolvePath(path), 'utf8');
  } catch (error) {
    throw inputError(path, error);
  }
  return ThreatIntel.fromNetworks(parseIntelFile(text, path, { kind: 'malicious', source: path }));
}
