import { parseArgs } from 'node:util';

export interface StartOptions {
  readonly port: number;
  readonly demo: boolean;
  readonly keys: boolean;
  /** 0 for any free port. */
  readonly eventHubsPort: number;
}

export const START_HELP = `Usage: npm start [-- --port 7071 --no-demo --keys]

Runs the whole app on this machine: an Event Hubs endpoint, a Cosmos DB server
and a function host with the functions that Azure runs.

  --port N    port of the HTTP functions (7071)
  --no-demo   send no demo telemetry
  --keys      ask for function keys, as Azure does

Where another program has the port of the Event Hubs endpoint (5672):
  --event-hubs-port N
`;

/** The call is wrong; the message says how. */
export class StartUsageError extends Error {
  override readonly name = 'StartUsageError';
}

/** @throws StartUsageError */
export function parseStartOptions(parameters: readonly string[]): StartOptions | 'help' {
  const { values } = parse(parameters);
  if (values.help === true) return 'help';
  return {
    port: portOf('--port', values.port ?? '7071'),
    demo: values.demo !== false,
    keys: values.keys === true,
    eventHubsPort: portOf('--event-hubs-port', values['event-hubs-port'] ?? '5672'),
  };
}

function portOf(option: string, text: string): number {
  const port = /^\d{1,5}$/.test(text) ? Number(text) : -1;
  if (port < 0 || port > 65_535) {
    throw new StartUsageError(`${option} must be a number from 0 to 65535, not '${text}'`);
  }
  return port;
}

/** `--port -1` as `--port=-1`: a number with a sign is a wrong value, and no option. */
function joined(parameters: readonly string[]): string[] {
  const parts: string[] = [];
  for (const part of parameters) {
    const option = /^-\d/.test(part) ? parts.pop() : undefined;
    parts.push(option === undefined ? part : `${option}=${part}`);
  }
  return parts;
}

function parse(parameters: readonly string[]) {
  try {
    return parseArgs({
      args: joined(parameters),
      allowNegative: true,
      options: {
        port: { type: 'string' },
        'event-hubs-port': { type: 'string' },
        demo: { type: 'boolean' },
        keys: { type: 'boolean' },
        help: { type: 'boolean', short: 'h' },
      },
    });
  } catch (error) {
    throw new StartUsageError(error instanceof Error ? error.message : String(error));
  }
}
