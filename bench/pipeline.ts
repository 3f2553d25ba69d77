import { scanPipeline } from '../cli/scan/scanPipeline';
import { readParsedMessages } from '../cli/input/readMessages';
import { batchesOf, toMessage } from '../cli/scan/batches';
import { GeoReader } from '../lib/intel/geo';
import { readSettings } from '../lib/settings';
import { ThreatIntel } from '../lib/intel/threatIntel';
import { parseIntelFile } from '../lib/intel/formats/intelFile';

/** Milliseconds that the whole pipeline takes over a file, reading included. */
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
