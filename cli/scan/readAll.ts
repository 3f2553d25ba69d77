import { addCounts, noCounts } from '../../lib/ingestion/batchCounts';
import type { CommandStreams } from '../command';
import type { InputItem } from '../../lib/telemetry/reading/item';
import { readParsedMessages, type ReadProgress } from '../input/readMessages';
import { progressOn } from '../progress';
import { batchesOf, toMessage } from './batches';
import { scanPipeline } from './scanPipeline';

/** Reads all paths to their end. `bytes` are those on disk, compressed ones for gzip. */
export async function readAll(
  paths: readonly string[],
  { stdin, stderr }: CommandStreams,
  ports: Parameters<typeof scanPipeline>[0],
) {
  const { pipeline, watchSilence, finish, baselines } = scanPipeline(ports);
  const bar = progressOn(stderr);
  const accounts = new Set<string>();
  const total = noCounts();
  let bytes = 0;
  let messages = 0;
  const progress: ReadProgress = {
    total: (expected) => bar.total(expected),
    advance(read) {
      bytes += read;
      bar.advance(read);
    },
  };
  try {
    for await (const batch of batchesOf(readParsedMessages(paths, { progress, stdin }))) {
      for (const item of batch) messages += beginsMessage(item) ? 1 : 0;
      const summary = await pipeline.process(batch.map(toMessage));
      await watchSilence();
      addCounts(total, summary);
      for (const account of summary.accounts) accounts.add(account);
      for (const { detector, message } of summary.detectorErrors) {
        stderr.write(`detector ${detector} failed: ${message}\n`);
      }
    }
  } finally {
    bar.finish();
  }
  const counts = { bytes, ...total, messages, accounts: accounts.size };
  const alerts = await finish();
  return { counts, alerts, baselines };
}

/** Large values come in several parts. */
function beginsMessage(item: InputItem): boolean {
  return item.kind === 'parsed' || (item.kind === 'message' && item.first);
}
