import type { Readable } from 'node:stream';
import { text as readAll } from 'node:stream/consumers';
import { parseArgs } from 'node:util';
import { runCommand, UsageError, type CommandStreams, type ExitCode } from './command';
import type { Api } from '../lib/telemetry/event';
import { apiNamed } from './inspect/apiNames';
import { explain } from './inspect/explain';
import { judgeKnowing } from './inspect/judgeKnowing';
import { judgeLines } from './inspect/judgeLines';
import { learnFrom, type KnownByApi } from './inspect/learn';

const HELP = `Usage: warden inspect [--api NAME] [--learn FILE] [--ndjson] [TEXT]

Judges a query text: is it an injection, why, and what was understood of it.

  --api NAME   nosql (default), mongodb, cassandra, gremlin or table
  --learn FILE NDJSON lines {"text", "api"} of queries that are normal here; a text that
               is one of them broken open at a literal is an injection
  --ndjson     judge many: standard input holds lines {"text", "api"}; each gets a line
               {"injection", "confidence", "outcome", "technique", "reason"}
  --help       this text

Without TEXT the text comes from standard input.
Exit code: 0 no injection, 1 an injection was found, 2 the call is wrong.
`;

/** Judges one query text for a person, or many as NDJSON. */
export function inspectCommand(
  parameters: readonly string[],
  streams: CommandStreams,
): Promise<ExitCode> {
  return runCommand(
    streams,
    HELP,
    () => parse(parameters),
    (call) => (call.ndjson ? inspectLines(call, streams) : inspectText(call, streams)),
  );
}

interface Call {
  readonly api: Api;
  readonly learn: string | undefined;
  readonly ndjson: boolean;
  readonly text: string | undefined;
}

function parse(parameters: readonly string[]): Call | 'help' {
  const { values, positionals } = parseArgs({
    args: [...parameters],
    allowPositionals: true,
    options: {
      api: { type: 'string', default: 'nosql' },
      learn: { type: 'string' },
      ndjson: { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
    },
  });
  if (values.help) return 'help';
  const api = apiNamed(values.api);
  if (api === null) {
    throw new UsageError(
      `There is no API '${values.api}'; it is nosql, mongodb, cassandra, gremlin or table`,
    );
  }
  if (positionals.length > 1) {
    throw new UsageError('More than one TEXT: put the query in quotes');
  }
  if (values.ndjson && positionals.length > 0) {
    throw new UsageError('--ndjson reads standard input and takes no TEXT');
  }
  return {
    api,
    learn: values.learn,
    ndjson: values.ndjson,
    text: positionals[0],
  };
}

async function inspectLines(
  call: Call,
  { stdin, stdout, stderr }: CommandStreams,
): Promise<ExitCode> {
  const { injections, bad } = await judgeLines(stdin, stdout, call.api, await knownOf(call));
  if (bad > 0) stderr.write(`${bad} line(s) could not be judged; each says why in "error".\n`);
  return injections > 0 ? 1 : 0;
}

async function inspectText(call: Call, { stdin, stdout }: CommandStreams): Promise<ExitCode> {
  const text = call.text ?? (await textFrom(stdin));
  const judged = judgeKnowing(await knownOf(call), call.api, text);
  stdout.write(explain(text, judged.analysis));
  return judged.verdict.injection ? 1 : 0;
}

async function knownOf({ learn, api }: Call): Promise<KnownByApi> {
  return learn === undefined ? new Map() : learnFrom(learn, api);
}

async function textFrom(stdin: Readable & { readonly isTTY?: boolean }): Promise<string> {
  if (stdin.isTTY === true) throw new UsageError('No TEXT given; see warden inspect --help');
  const text = await readAll(stdin);
  return text.replace(/\r?\n$/, '');
}
