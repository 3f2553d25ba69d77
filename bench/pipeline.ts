import { readFileSync } from 'node:fs';
import { scanPipeline } from '../cli/scan/scanPipeline';
import { readParsedMessages } from '../cli/input/readMessages';
import { batchesOf, toMessage } from '../cli/scan/batches';
import { GeoReader } from '../lib/intel/geo';
import { readSettings } from '../lib/settings';
import { ThreatIntel } from '../lib/intel/threatIntel';
import { parseIntelFile } from '../lib/intel/formats/intelFile';

/** Milliseconds that `JSON.parse` alone takes over the lines of a file. */
export function parseAlone(path: string): number {
  const bytes = readFileSync(path);
  const started = performance.now();
  let records = 0;
  for (let from = 0; from < bytes.length;) {
    const end = bytes.indexOf(10, from);
    const value: unknown = JSON.parse(bytes.toString('utf8', from, end));
    if (typeof value === 'object' && value !== null) records += 1;
    from = end + 1;
  }
  if (records === 0) throw new RangeError(`${path} holds no message`);
  return performance.now() - started;
}

/** Milliseconds that the whole pipeline takes over the same file, reading included. */
export async function wholePipeline(path: string) {
  const networks = parseIntelFile('198.51.100.0/24,tor,bench\n', 'bench', {
    kind: 'malicious',
    source: 'bench',
  });
  const { pipeline, finish } = scanPipeline({
    deadLetters: { put: () => Promise.resolve() },
    threatIntel: ThreatIntel.fromNetworks(networks),
    geo: new GeoReader(),
    settings: readSettings({}).settings,
    learnDays: 0,
  });
  const started = performance.now();
  let records = 0;
  for await (const batch of batchesOf(readParsedMessages([path]))) {
    records += (await pipeline.process(batch.map(toMessage))).records;
  }
  return { milliseconds: performance.now() - started, records, alerts: (await finish()).length };
}
