import type { Readable } from 'node:stream';
import { text as readAll } from 'node:stream/consumers';
import { parseArgs } from 'node:util';
import { ANALYSERS } from '../lib/query';
import { verdictOf } from '../lib/query/verdict';
import { UsageError, type CommandStreams, type ExitCode } from './command';
import { apiNamed } from './inspect/apiNames';
import { explain } from './inspect/explain';
import { judgeLines } from './inspect/judgeLines';

const HELP = `Usage: warden inspect [--api NAME] [--ndjson] [TEXT]

Judges a query text: is it an injection, why, and what was understood of it.

  --api NAME   nosql (default), mongodb, cassandra, gremlin or table
  --ndjson     judge many: standard input holds lines {"text", "api"}; each gets a line
               {"injection", "confidence", "outcome", "technique", "reason"}
  --help       this text

Without TEXT the text comes from standard input.
Exit code: 0 no injection, 1 an injection was found, 2 the call is wrong.
`;

/** Judges one query text for a person, or many as NDJSON. */
export async function inspectCommand(
  parameters: readonly string[],
  streams: CommandStreams,
): Promise<ExitCode> {
  try {
    const call = parse(parameters);
    if (call === 'help') {
      streams.stdout.write(HELP);
      return 0;
    }
    return await (call.ndjson ? inspectLines(call, streams) : inspectText(call, streams));
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    streams.stderr.write(`${message.split('\n', 1)[0] ?? ''}\n`);
    return 2;
  }
}

interface Call {
  readonly api: string;
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
  if (values.learn !== undefined) {
    throw new UsageError('--learn is not available in this version: templates are not learned yet');
  }
  if (apiNamed(values.api) === null) {
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
  return { api: values.api, ndjson: values.ndjson, text: positionals[0] };
}

async function inspectLines(
  call: Call,
  { stdin, stdout, stderr }: CommandStreams,
): Promise<ExitCode> {
  const { injections, bad } = await judgeLines(stdin, stdout, call.api);
  if (bad > 0) stderr.write(`${bad} line(s) could not be judged; each says why in "error".\n`);
  return injections > 0 ? 1 : 0;
}

async function inspectText(call: Call, { stdin, stdout }: CommandStreams): Promise<ExitCode> {
  const text = call.text ?? (await textFrom(stdin));
  const api = apiNamed(call.api);
  const analyser = api === null ? null : ANALYSERS[api];
  if (analyser === null) {
    throw new UsageError(`The language of the API '${call.api}' is not analysed`);
  }
  const analysis = analyser(text);
  stdout.write(explain(text, analysis));
  return verdictOf(text, analysis).injection ? 1 : 0;
}

async function textFrom(stdin: Readable & { readonly isTTY?: boolean }): Promise<string> {
  if (stdin.isTTY === true) throw new UsageError('No TEXT given; see warden inspect --help');
  const text = await readAll(stdin);
  return text.replace(/\r?\n$/, '');
}
