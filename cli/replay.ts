import { parseArgs } from 'node:util';
import { failed, runCommand, UsageError, type CommandStreams, type ExitCode } from './command';
import { readMessages } from './input/readMessages';
import { progressOn } from './progress';
import { BatchSender } from './replay/batchSender';
import { connect } from './replay/connect';
import type { HubAddress } from './replay/connect';
import { hubMessages } from './replay/hubMessages';

const HELP = `Usage: warden replay PATH... --event-hub NAME [--namespace FQDN]

Sends telemetry from files, folders or standard input (-) to an Event Hub, message by message.

  --event-hub NAME   the hub to send to
  --namespace FQDN   e.g. contoso.servicebus.windows.net; signs in with Microsoft Entra ID
  --help             this text

Without --namespace the environment variable EVENTHUB_CONNECTION_STRING says where to send.
Exit code: 0 everything was sent, 2 the run failed or the call is wrong.
`;

interface Sent {
  messages: number;
  records: number;
  bytes: number;
  tooLarge: number;
}

/** Sends telemetry in files to an Event Hub; `environment` may hold the connection string. */
export function replayCommand(
  parameters: readonly string[],
  streams: CommandStreams,
  environment: NodeJS.ProcessEnv = process.env,
): Promise<ExitCode> {
  return runCommand(
    streams,
    HELP,
    () => parse(parameters),
    async (call) => {
      const address = { ...call, connectionString: environment.EVENTHUB_CONNECTION_STRING };
      const { messages, records, bytes, tooLarge } = await replay(call.paths, address, streams);
      streams.stderr.write(
        `Sent ${messages} messages with ${records} records (${bytes} bytes) to ${call.hub}.\n`,
      );
      if (tooLarge === 0) return 0;
      const problem = `Not sent: ${tooLarge} records that are larger than an Event Hub message`;
      return failed(streams.stderr, problem);
    },
  );
}

interface Call {
  readonly paths: readonly string[];
  readonly hub: string;
  readonly namespace: string | undefined;
}

function parse(parameters: readonly string[]): Call | 'help' {
  const { values, positionals } = parseArgs({
    args: [...parameters],
    allowPositionals: true,
    options: {
      'event-hub': { type: 'string' },
      namespace: { type: 'string' },
      help: { type: 'boolean', short: 'h' },
    },
  });
  if (values.help === true) return 'help';
  const hub = values['event-hub'] ?? '';
  if (hub === '') throw new UsageError('Name the hub to send to: --event-hub NAME');
  if (positionals.length === 0) {
    throw new UsageError('Name at least one file or folder, or - to read standard input');
  }
  return { paths: positionals, hub, namespace: values.namespace };
}

async function replay(
  paths: readonly string[],
  address: HubAddress,
  { stdin, stderr }: CommandStreams,
): Promise<Sent> {
  const progress = progressOn(stderr);
  const sent: Sent = { messages: 0, records: 0, bytes: 0, tooLarge: 0 };
  const client = await connect(address);
  try {
    const sender = new BatchSender(client);
    for await (const items of readMessages(paths, { keepSource: true, progress, stdin })) {
      for (const item of items) {
        const { messages, tooLarge } = hubMessages(item);
        sent.tooLarge += tooLarge;
        for (const message of messages) {
          if (await sender.send(message)) {
            sent.messages += 1;
            sent.records += message.records;
            sent.bytes += message.body.length;
          } else sent.tooLarge += message.records;
        }
      }
    }
    await sender.flush();
  } finally {
    progress.finish();
    await client.close();
  }
  return sent;
}
