import { parseArgs } from 'node:util';
import type { Container, Database } from '@azure/cosmos';
import { CONTAINERS, type ContainerName } from '../lib/storage/documents';
import { runCommand, UsageError, type CommandStreams, type ExitCode } from './command';
import { ERASED, patternFor, withoutText } from './erase/withoutText';

/** What is shorter is in too many texts by chance. */
const LEAST_LENGTH = 6;
const PAGE = 100;

const HELP = `Usage: warden erase TEXT --endpoint URL [--database NAME] [--yes]

Says in how many documents of the app's database a text stands, such as an address, the object id of
an identity or a user name, and with --yes writes "${ERASED}" in its place. Run it again after an hour:
an instance that has just counted the text may have written it once more.

  --endpoint URL    of the Cosmos DB account that keeps the alerts; signs in with Microsoft Entra ID
  --database NAME   default warden
  --yes             do it; without it nothing is changed
  --help            this text

With the environment variable WARDEN_COSMOS_KEY that key is used in place of Entra.
Exit code: 0 no document has the text any more, 1 some have it, 2 the run failed or the call is wrong.
`;

/** Takes a text out of everything that the app has stored. */
export function eraseCommand(
  parameters: readonly string[],
  streams: CommandStreams,
  environment: NodeJS.ProcessEnv = process.env,
): Promise<ExitCode> {
  const key = environment.WARDEN_COSMOS_KEY;
  return runCommand(
    streams,
    HELP,
    () => parse(parameters),
    (call) => erase(call, key, streams),
  );
}

async function erase(
  call: Call,
  key: string | undefined,
  { stdout }: CommandStreams,
): Promise<ExitCode> {
  const database = await connect(call, key);
  let left = 0;
  // The keys of CONTAINERS are the names.
  for (const name of Object.keys(CONTAINERS) as ContainerName[]) {
    const { found, rewritten } = await eraseIn(database.container(name), name, call);
    stdout.write(`${name.padEnd(14)}${found} found, ${rewritten} rewritten\n`);
    left += found - rewritten;
  }
  return left === 0 ? 0 : 1;
}

interface Call {
  readonly text: string;
  readonly endpoint: string;
  readonly database: string;
  readonly yes: boolean;
}

function parse(parameters: readonly string[]): Call | 'help' {
  const { values, positionals } = parseArgs({
    args: [...parameters],
    allowPositionals: true,
    options: {
      endpoint: { type: 'string' },
      database: { type: 'string' },
      yes: { type: 'boolean' },
      help: { type: 'boolean', short: 'h' },
    },
  });
  if (values.help === true) return 'help';
  const [text = '', ...more] = positionals;
  if (text === '' || more.length > 0) throw new UsageError('Name one text to erase');
  if (text.length < LEAST_LENGTH) {
    throw new UsageError(`A text of fewer than ${LEAST_LENGTH} characters stands for too much`);
  }
  const { endpoint, database = 'warden', yes = false } = values;
  if (endpoint === undefined) throw new UsageError('Name the database account: --endpoint URL');
  return { text, endpoint, database, yes };
}

/** Makes the client; nothing is asked yet. The libraries load only here. */
async function connect({ endpoint, database }: Call, key?: string): Promise<Database> {
  const { CosmosClient } = await import('@azure/cosmos');
  if (key !== undefined && key !== '')
    return new CosmosClient({ endpoint, key }).database(database);
  const { DefaultAzureCredential } = await import('@azure/identity');
  const aadCredentials = new DefaultAzureCredential();
  return new CosmosClient({ endpoint, aadCredentials }).database(database);
}

type Stored = Readonly<Record<string, unknown>> & { readonly id: string; readonly _etag: string };

async function eraseIn(container: Container, name: ContainerName, { text, yes }: Call) {
  const pattern = patternFor(text);
  const pages = container.items
    .query<Stored>('SELECT * FROM c', { maxItemCount: PAGE })
    .getAsyncIterator();
  let found = 0;
  let rewritten = 0;
  for await (const { resources } of pages) {
    for (const document of resources) {
      const clean = withoutText(document, pattern);
      if (JSON.stringify(clean) === JSON.stringify(document)) continue;
      found += 1;
      if (yes && (await rewrite(container, name, document, clean))) rewritten += 1;
    }
  }
  return { found, rewritten };
}

/** False where the document has changed meanwhile; it is found again by the next run. */
async function rewrite(
  container: Container,
  name: ContainerName,
  { id, _etag: condition, ...document }: Stored,
  clean: object,
): Promise<boolean> {
  // The partition key of every container is a text.
  const partition = document[CONTAINERS[name].partitionKey] as string | undefined;
  const item = container.item(id, partition ?? id);
  try {
    await item.replace(clean, { accessCondition: { type: 'IfMatch', condition } });
    return true;
  } catch (error) {
    const status = typeof error === 'object' && error !== null && 'code' in error && error.code;
    if (status === 412 || status === 404) return false;
    throw error;
  }
}
