import { ConfiguredSink, type TransportPorts } from '../../../lib/delivery/configuredSink';
import { openTransport } from '../../../lib/delivery/openTransport';
import { DeliveryError, type Sink, type Transport } from '../../../lib/delivery/sink';
import { sinkSettingsSchema, type SinkSettings } from '../../../lib/delivery/sinkSettings';
import type { Message } from '../../../lib/delivery/message';
import { DEFAULT_CLOUD } from '../../../lib/cloud';
import { MemoryStore } from '../../../lib/storage/memoryStore';
import { NOW } from '../support';

/** A transport as the app opens it, from settings as an operator writes them. */
export function transportOf(
  settings: object,
  ports: Partial<TransportPorts> = {},
): Promise<Transport> {
  return openTransport(parsed(settings), portsWith(ports));
}

/** As `transportOf`, for an outbox. */
export function configuredSink(settings: object, ports: Partial<TransportPorts> = {}): Sink {
  return new ConfiguredSink(parsed(settings), portsWith(ports), openTransport);
}

function parsed(settings: object): SinkSettings {
  const [sink] = sinkSettingsSchema.parse([settings]);
  if (sink === undefined) throw new Error('no settings');
  return sink;
}

function portsWith(ports: Partial<TransportPorts>): TransportPorts {
  return {
    store: new MemoryStore(),
    credential: () =>
      Promise.resolve({
        getToken: () =>
          Promise.resolve({
            token: 'token-of-the-app',
            expiresOnTimestamp: Date.now() + 3_600_000,
          }),
      }),
    cloud: DEFAULT_CLOUD,
    appUrl: null,
    now: () => NOW,
    ...ports,
  };
}

/** The failure of a message, which has to be one that the outbox understands. */
export async function failureOf(
  transport: Transport,
  message: Message,
  signal: AbortSignal = AbortSignal.timeout(10_000),
): Promise<DeliveryError> {
  const error: unknown = await transport.send(message, signal).then(
    () => null,
    (thrown: unknown) => thrown,
  );
  if (error instanceof DeliveryError) return error;
  throw new Error(`no DeliveryError but ${String(error)}`);
}

export const PATIENT = (): AbortSignal => AbortSignal.timeout(10_000);
