import { expect, test } from '@jest/globals';
import { ConfiguredSink } from '../../lib/delivery/configuredSink';
import { DeliveryError, type Transport } from '../../lib/delivery/sink';
import { sinkSettingsSchema } from '../../lib/delivery/sinkSettings';
import { DEFAULT_CLOUD } from '../../lib/cloud';
import { MemoryStore } from '../../lib/storage/memoryStore';
import { message, NOW } from './support';

const SIGNAL = new AbortController().signal;

function sinkOf(settings: object, open: () => Promise<Transport>): ConfiguredSink {
  const [parsed] = sinkSettingsSchema.parse([settings]);
  if (parsed === undefined) throw new Error('no settings');
  const credential = () => Promise.reject(new Error('no identity'));
  const store = new MemoryStore();
  const ports = { store, credential, cloud: DEFAULT_CLOUD, appUrl: null, now: () => NOW };
  return new ConfiguredSink(parsed, ports, open);
}

/** Counts what is asked of it. */
function transport() {
  const calls = { opened: 0, sent: 0, flushed: 0, closed: 0 };
  const count = (what: keyof typeof calls) => () => {
    calls[what] += 1;
    return Promise.resolve();
  };
  const made = { send: count('sent'), flush: count('flushed'), close: count('closed') };
  const open = (): Promise<Transport> => {
    calls.opened += 1;
    return Promise.resolve(made);
  };
  return { calls, open };
}

const WEBHOOK = { type: 'webhook', url: 'https://example.com' };
const MAIL = { type: 'smtp', host: 'mail', from: 'a@example.com', to: ['b@example.com'] };

test('what a sink needs is loaded with its first message, once', async () => {
  const { calls, open } = transport();
  const sink = sinkOf(WEBHOOK, open);
  await sink.flush(NOW, SIGNAL);
  expect(calls).toEqual({ opened: 0, sent: 0, flushed: 0, closed: 0 });
  await sink.send(await message(), SIGNAL);
  await sink.send(await message(), SIGNAL);
  await sink.close();
  expect(calls).toEqual({ opened: 1, sent: 2, flushed: 0, closed: 1 });
});

test('mail looks for its digest', async () => {
  const { calls, open } = transport();
  const sink = sinkOf(MAIL, open);
  await sink.flush(NOW, SIGNAL);
  expect(calls).toMatchObject({ opened: 1, flushed: 1 });
  expect([sink.concurrency, sink.gatherMs > 0]).toEqual([1, true]);
});

test('what cannot be opened is a failure that the next message may not meet', async () => {
  const { calls, open } = transport();
  let isBroken = true;
  const sink = sinkOf(WEBHOOK, () => (isBroken ? Promise.reject(new Error('no library')) : open()));
  await expect(sink.send(await message(), SIGNAL)).rejects.toThrow(DeliveryError);
  isBroken = false;
  await sink.send(await message(), SIGNAL);
  expect(calls).toMatchObject({ opened: 1, sent: 1 });
});
