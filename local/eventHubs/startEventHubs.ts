import { once } from 'node:events';
import { createServer } from 'node:net';
import type { AddressInfo, Socket } from 'node:net';
import { ClientConnection } from './clientConnection';
import type { HubOptions } from './eventHub';
import { HubDirectory } from './hubDirectory';
import type { SharedAccessKey } from './sharedAccessSignature';

/** The port that clients use when the connection string of an emulator names none. */
const EMULATOR_PORT = 5672;

/** The key that Microsoft's emulator has, so that its connection string works here too. */
const EMULATOR_KEY: SharedAccessKey = {
  name: 'RootManageSharedAccessKey',
  value: 'SAS_KEY_VALUE',
};

/** How long `stop` waits for clients to close their side. */
const CLOSING_MILLISECONDS = 500;

export interface EventHubsOptions {
  /** Default: 5672. 0 takes any free port. */
  port?: number;
  /** Loopback only: whoever reaches the port can guess the key. */
  host?: '127.0.0.1' | '::1' | 'localhost';
  hubs: readonly HubOptions[];
  /** Clock of enqueued times, in milliseconds since 1970. */
  now?: () => number;
  /** Told what a client did against the protocol. Default: a process warning. */
  onProtocolError?: (error: unknown) => void;
}

/** A partition as it is now; times in milliseconds since 1970, numbers -1 before the first event. */
export interface PartitionState {
  partitionId: string;
  isEmpty: boolean;
  beginSequenceNumber: number;
  lastSequenceNumber: number;
  lastOffset: number;
  lastEnqueuedTime: number;
}

export interface EventHubsServer {
  port: number;
  connectionString: string;
  /** All partitions of a hub, without a connection. Throws EventHubsError for an unknown hub. */
  partitions(hub: string): PartitionState[];
  /** Deletes a hub and makes it anew, empty. Throws EventHubsError for an unknown hub. */
  recreateHub(hub: string): void;
  /** Breaks all connections as a failing network does, and returns how many there were. */
  cutConnections(): number;
  /** Ends all connections and stops listening. */
  stop(): Promise<void>;
}

const connectionStringFor = (port: number): string => {
  const endpoint = port === EMULATOR_PORT ? 'sb://localhost' : `sb://localhost:${port}`;
  const { name, value } = EMULATOR_KEY;
  return `Endpoint=${endpoint};SharedAccessKeyName=${name};SharedAccessKey=${value};UseDevelopmentEmulator=true;`;
};

/** Resolves when the socket is closed, whether in peace or by an error. */
const closeOf = (socket: Socket): Promise<void> =>
  new Promise((resolve) => socket.once('close', () => resolve()));

const warn = (error: unknown): void =>
  process.emitWarning(error instanceof Error ? error : String(error));

/**
 * Starts an Event Hubs endpoint in this process: AMQP 1.0 over plain TCP, on loopback only, for the
 * real clients. Events are kept in memory.
 */
export async function startEventHubs(options: EventHubsOptions): Promise<EventHubsServer> {
  const { now = Date.now, onProtocolError = warn } = options;
  const hubs = new HubDirectory(options.hubs, now);
  const sockets = new Set<Socket>();
  const server = createServer({ noDelay: true }, (socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
    new ClientConnection(socket, { hubs, key: EMULATOR_KEY, now, onProtocolError });
  });
  server.listen(options.port ?? EMULATOR_PORT, options.host ?? '127.0.0.1');
  await once(server, 'listening');
  // A server that listens on TCP has an address of this form.
  const { port } = server.address() as AddressInfo;

  const cutConnections = (): number => {
    const count = sockets.size;
    // With an error, rhea hears of the end and clears its timers.
    for (const socket of sockets) socket.destroy(new Error('The connection was cut.'));
    return count;
  };

  return {
    port,
    connectionString: connectionStringFor(port),
    partitions: (hub) =>
      hubs.find(hub).partitions.map((partition) => ({
        partitionId: partition.id,
        isEmpty: partition.isEmpty,
        beginSequenceNumber: partition.beginSequenceNumber,
        lastSequenceNumber: partition.last.sequenceNumber,
        lastOffset: partition.last.offset,
        lastEnqueuedTime: partition.last.enqueuedTime,
      })),
    recreateHub: (hub) => hubs.recreate(hub),
    cutConnections,
    stop: async () => {
      if (!server.listening) return;
      const closed = [once(server, 'close'), ...[...sockets].map(closeOf)];
      server.close();
      // A client that is told the end of the stream closes its side; one that does not is cut off.
      for (const socket of sockets) socket.end();
      const patience = setTimeout(cutConnections, CLOSING_MILLISECONDS);
      await Promise.all(closed);
      clearTimeout(patience);
    },
  };
}
