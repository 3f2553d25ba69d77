import { Readable, Writable } from 'node:stream';
import { describe, expect, test } from '@jest/globals';
import { inspectCommand } from '../../cli/inspect';

class Sink extends Writable {
  text = '';
  override _write(chunk: Buffer, _encoding: string, done: () => void): void {
    this.text += chunk.toString('utf8');
    done();
  }
}

async function run(
  parameters: readonly string[],
  input: string | readonly Buffer[] = '',
): Promise<{ code: number; out: string; err: string }> {
  const stdout = new Sink();
  const stderr = new Sink();
  const stdin = Readable.from(typeof input === 'string' ? [Buffer.from(input)] : input);
  const code = await inspectCommand(parameters, { stdin, stdout, stderr });
  return { code, out: stdout.text, err: stderr.text };
}

describe('for a person', () => {
  test('underlines the fragment and lists signs', async () => {
    const { code, out } = await run(["SELECT * FROM c WHERE c.a = 'x' OR 1=1"]);
    expect(code).toBe(1);
    const [query, marks] = out.split('\n');
    expect(query).toBe("  SELECT * FROM c WHERE c.a = 'x' OR 1=1");
    expect(marks).toBe(`${' '.repeat(34)}^^^^^^`);
    expect(out).toContain('0.95  tautology');
    expect(out).toContain('SELECT * FROM c WHERE c . a = ? OR ? = ?');
  });

  test('reads standard input without TEXT', async () => {
    const { code, out } = await run([], 'SELECT * FROM c WHERE c.a = 1\n');
    expect(code).toBe(0);
    expect(out).toContain('No injection');
  });

  test('shows control characters escaped', async () => {
    const { out } = await run(["SELECT * FROM c WHERE c.a = '\u001b[2J' OR 1=1"]);
    expect(out).not.toContain('\u001b');
    expect(out).toContain('\\u{1b}[2J');
  });
});

describe('--ndjson', () => {
  test('answers each line in order, bad ones too', async () => {
    const lines = [
      JSON.stringify({ text: 'SELECT * FROM c', api: 'nosql', label: 'ignored' }),
      'not json',
      '',
      JSON.stringify({ text: 'SELECT * FROM c WHERE c.a = 1 OR 1=1' }),
      JSON.stringify({ text: 7 }),
      JSON.stringify({ text: 'x', api: 'oracle' }),
      `{"text":"SELECT * FROM c WHERE c.a = '\u2028'"}\r`,
    ];
    // Cut within the three bytes of U+2028.
    const bytes = Buffer.from(lines.join('\n'));
    const at = bytes.indexOf(Buffer.from('\u2028')) + 1;
    const { code, out, err } = await run(['--ndjson'], [bytes.subarray(0, at), bytes.subarray(at)]);
    const answers = out
      .trimEnd()
      .split('\n')
      .map((line): unknown => JSON.parse(line));
    expect(answers).toMatchObject([
      { injection: false, confidence: 0, outcome: null, technique: null },
      { injection: false, error: expect.stringContaining('JSON') },
      { error: expect.any(String) },
      { injection: true, outcome: 'exfiltration', technique: 'tautology' },
      { error: expect.stringContaining('text') },
      { error: expect.stringContaining('oracle') },
      { injection: false },
    ]);
    expect(Object.keys(answers[0] ?? {})).toEqual([
      'injection',
      'confidence',
      'outcome',
      'technique',
      'reason',
    ]);
    expect(code).toBe(1);
    expect(err).toContain('4 line(s)');
  });

  test('takes mongo for mongodb', async () => {
    const { out } = await run(['--ndjson'], '{"text":"{ find: \\"users\\" }","api":"mongo"}\n');
    expect(JSON.parse(out)).toMatchObject({ injection: false });
  });

  test('finds nothing in nothing', async () => {
    expect(await run(['--ndjson'])).toEqual({ code: 0, out: '', err: '' });
  });
});

test.each([
  [['--api', 'oracle', 'x'], "no API 'oracle'"],
  [['--learn', 'no-such-file', 'x'], 'no-such-file: no such file or folder'],
  [['SELECT', '*'], 'More than one TEXT'],
  [['--ndjson', 'x'], 'takes no TEXT'],
  [['--what'], '--what'],
])('%j is a wrong call', async (parameters, message) => {
  const { code, err, out } = await run(parameters);
  expect({ code, out }).toEqual({ code: 2, out: '' });
  expect(err).toContain(message);
  expect(err.trimEnd()).not.toContain('\n');
});

test('--help tells how', async () => {
  const { code, out } = await run(['--help']);
  expect(code).toBe(0);
  expect(out).toContain('Usage: warden inspect');
});
