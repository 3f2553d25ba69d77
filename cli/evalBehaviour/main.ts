import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { DETECTORS } from '../../lib/detectors';
import { DEFAULT_BEGIN } from '../../lib/simulation/simulation';
import { UsageError } from '../command';
import { resolvePath } from '../paths';
import { reportOf } from './report';
import { score, type Score } from './score';
import { scanFolder, simulateInto, truthOf } from './telemetry';

const HELP = `Usage: npm run eval:behaviour [-- options]

Simulates telemetry with planted attacks and decoys, scans it, and says what was found,
what was missed, and what was raised for nothing.

  --seeds N          how many worlds, from --first on (1)
  --first S          seed of the first world (1)
  --days N           days of each world (28)
  --accounts N       accounts of each world (34)
  --learn-days N     days that only teach (14)
  --settings FILE    other thresholds
  --telemetry DIR    judge this folder instead: logs/, truth.ndjson, intel.txt
  --begin DATE       its first day, e.g. 2026-01-31; --days says how many there are
`;

const DAY = 86_400_000;

async function main(parameters: string[]): Promise<void> {
  const options = read(parameters);
  if (options === 'help') {
    process.stdout.write(HELP);
    return;
  }
  const scores: Score[] = [];
  for (const world of options.worlds) {
    scores.push(await world());
    process.stderr.write(`${scores.length} of ${options.worlds.length} judged\n`);
  }
  const types = new Set(DETECTORS.map(({ metadata }) => metadata.id));
  process.stdout.write(reportOf(together(scores), types));
}

function read(parameters: string[]) {
  const { values } = parseArgs({
    args: parameters,
    options: {
      seeds: { type: 'string', default: '1' },
      first: { type: 'string', default: '1' },
      days: { type: 'string', default: '28' },
      accounts: { type: 'string', default: '34' },
      'learn-days': { type: 'string', default: '14' },
      settings: { type: 'string' },
      telemetry: { type: 'string' },
      begin: { type: 'string' },
      help: { type: 'boolean' },
    },
  });
  if (values.help === true) return 'help';
  const learnDays = wholeNumber('learn-days', values['learn-days']);
  const settings = values.settings === undefined ? null : resolvePath(values.settings);
  const { telemetry } = values;
  const days = wholeNumber('days', values.days);
  if (telemetry !== undefined) {
    const folder = resolvePath(telemetry);
    const begin = Date.parse(values.begin ?? '');
    if (Number.isNaN(begin)) throw new UsageError('--telemetry needs --begin, e.g. 2026-01-31');
    return { worlds: [() => judge(folder, { begin, days, learnDays, settings })] };
  }
  const first = wholeNumber('first', values.first);
  const accounts = wholeNumber('accounts', values.accounts);
  const worlds = Array.from({ length: wholeNumber('seeds', values.seeds) }, (_, n) => async () => {
    const folder = await mkdtemp(join(tmpdir(), 'warden-eval-'));
    try {
      await simulateInto(folder, { days, accounts, seed: first + n });
      return await judge(folder, { begin: DEFAULT_BEGIN, days, learnDays, settings });
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  });
  return { worlds };
}

interface Period {
  /** Epoch ms. */
  readonly begin: number;
  readonly days: number;
  readonly learnDays: number;
  readonly settings: string | null;
}

/** Scans a folder and compares with its truth what came after the days that only teach. */
async function judge(folder: string, period: Period): Promise<Score> {
  const { begin, days, learnDays, settings } = period;
  const truths = await truthOf(folder);
  const { alerts, accounts } = await scanFolder(folder, learnDays, settings);
  const months = Math.max(0, days - learnDays) / 30;
  return score(truths, alerts, begin + learnDays * DAY, accounts * months);
}

function together(scores: readonly Score[]): Score {
  return {
    attacks: scores.flatMap(({ attacks }) => attacks),
    decoys: scores.flatMap(({ decoys }) => decoys),
    wrong: scores.flatMap(({ wrong }) => wrong),
    wrongInformational: scores.flatMap(({ wrongInformational }) => wrongInformational),
    accountMonths: scores.reduce((sum, { accountMonths }) => sum + accountMonths, 0),
  };
}

function wholeNumber(name: string, text: string): number {
  if (!/^\d+$/.test(text)) throw new UsageError(`--${name} must be a whole number, not '${text}'`);
  return Number(text);
}

main(process.argv.slice(2)).catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 2;
});
