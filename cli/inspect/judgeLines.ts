import { once } from 'node:events';
import type { Readable, Writable } from 'node:stream';
import { StringDecoder } from 'node:string_decoder';
import { judgeKnowing } from './judgeKnowing';
import type { KnownByApi } from './learn';
import { readLine } from './queryLine';

/** Judges each input line `{"text", "api"}`; writes one line for each, in order. */
export async function judgeLines(
  input: Readable,
  output: Writable,
  defaultApi: string,
  known: KnownByApi,
): Promise<{ readonly injections: number; readonly bad: number }> {
  let injections = 0;
  let bad = 0;
  for await (const line of linesOf(input)) {
    const answer = answerTo(line, defaultApi, known);
    if ('error' in answer) bad += 1;
    else if (answer.injection) injections += 1;
    if (!output.write(`${JSON.stringify(answer)}\n`)) await once(output, 'drain');
  }
  return { injections, bad };
}

/** Lines that end in LF or CR LF. A line separator (U+2028) within JSON text ends none. */
async function* linesOf(input: Readable): AsyncGenerator<string> {
  const decoder = new StringDecoder('utf8');
  let parts: string[] = [];
  // A stream's chunks are typed `any`; without object mode they are bytes or text.
  for await (const chunk of input as AsyncIterable<Buffer | string>) {
    const [first = '', ...others] = (
      typeof chunk === 'string' ? chunk : decoder.write(chunk)
    ).split('\n');
    parts.push(first);
    for (const next of others) {
      yield parts.join('').replace(/\r$/, '');
      parts = [next];
    }
  }
  const last = parts.join('') + decoder.end();
  if (last !== '') yield last;
}

interface Judged {
  readonly injection: boolean;
  readonly confidence: number;
  readonly outcome: 'exfiltration' | 'failed' | null;
  readonly technique: string | null;
  readonly reason: string;
}

/** A line that cannot be judged: the same members, and what is wrong with it. */
interface Refused extends Judged {
  readonly error: string;
}

function answerTo(line: string, defaultApi: string, known: KnownByApi): Judged | Refused {
  const read = readLine(line, defaultApi);
  if ('problem' in read) return refused(read.problem);
  const judged = judgeKnowing(known, read.api, read.text);
  const { injection, confidence, outcome, technique, reason } = judged.verdict;
  return { injection, confidence, outcome, technique, reason };
}

const refused = (error: string): Refused => ({
  injection: false,
  confidence: 0,
  outcome: null,
  technique: null,
  reason: error,
  error,
});
