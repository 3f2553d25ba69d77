import { readParsedMessages } from '../cli/input/readMessages';
import { batchesOf, toMessage } from '../cli/scan/batches';
import { scanPipeline } from '../cli/scan/scanPipeline';
import { parseIntelFile } from '../lib/intel/formats/intelFile';
import { GeoReader } from '../lib/intel/geo';
import { ThreatIntel } from '../lib/intel/threatIntel';
import type { Pipeline } from '../lib/pipeline';
import { readSettings } from '../lib/settings';

/** What both pipelines know: a threat list, places, and the settings as they come. */
export function benchPorts() {
  const networks = parseIntelFile('198.51.100.0/24,tor,bench\n', 'bench', {
    kind: 'malicious',
    source: 'bench',
  });
  return {
    deadLetters: { put: () => Promise.resolve() },
    threatIntel: ThreatIntel.fromNetworks(networks),
    geo: new GeoReader(),
    settings: readSettings({}).settings,
  };
}

/** The pipeline of `scan`, with everything. */
export function wholePipeline(): Pipeline {
  return scanPipeline({ ...benchPorts(), learnDays: 0 }).pipeline;
}

/** Milliseconds that a pipeline takes over a file, reading included. */
export async function timeOver(path: string, pipeline: Pipeline): Promise<number> {
  const started = performance.now();
  for await (const batch of batchesOf(readParsedMessages([path]))) {
    await pipeline.process(batch.map(toMessage));
  }
  return performance.now() - started;
}
