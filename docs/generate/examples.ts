import { Readable, Writable } from 'node:stream';
import type { Command } from '../../cli/command';
import { inspectCommand } from '../../cli/inspect';
import { scanCommand } from '../../cli/scan/scan';

const COMMANDS: Readonly<Record<string, Command>> = {
  scan: scanCommand,
  inspect: inspectCommand,
};

/** A fenced block whose first line calls the command line; what follows is its output. */
const EXAMPLE = /(```console\n\$ npm run --silent warden -- (.+)\n)[^`]*(```)/g;

/** A page in which the output below each example is what the command writes now. */
export async function withExamples(page: string): Promise<string> {
  const outputs = new Map<string, string>();
  for (const [, , call = ''] of page.matchAll(EXAMPLE)) outputs.set(call, await run(call));
  return page.replace(EXAMPLE, (_, start: string, call: string, end: string) => {
    return `${start}${outputs.get(call) ?? ''}${end}`;
  });
}

/** Words of a call: plain, or in double quotes. */
function wordsOf(call: string): string[] {
  return [...call.matchAll(/"([^"]*)"|\S+/g)].map(([word, quoted]) => quoted ?? word);
}

async function run(call: string): Promise<string> {
  const [name = '', ...parameters] = wordsOf(call);
  const command = COMMANDS[name];
  if (command === undefined) throw new RangeError(`There is no example of the command '${name}'`);
  const stdout = new Output();
  await command(parameters, { stdin: Readable.from([]), stdout, stderr: new Output() });
  return stdout.text;
}

class Output extends Writable {
  text = '';
  override _write(chunk: Buffer, _encoding: string, done: () => void): void {
    this.text += chunk.toString('utf8');
    done();
  }
}
