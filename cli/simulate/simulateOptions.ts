import { parseArgs } from 'node:util';
import { ATTACKS } from '../../lib/simulation/attacks';
import { DECOYS } from '../../lib/simulation/decoys';
import { DEFAULT_BEGIN } from '../../lib/simulation/simulation';
import { UsageError } from '../command';
import type { SimulationRequest } from '../../lib/simulation/simulation';

/** One file an hour as in a storage account, or the same records in Event Hub envelopes. */
export type Layout = 'tree' | 'envelopes';

export interface SimulateCall {
  readonly request: SimulationRequest;
  /** As given. */
  readonly out: string;
  readonly layout: Layout;
}

const names = (kinds: readonly { readonly name: string }[]): string =>
  kinds
    .map(({ name }) => name)
    .join(', ')
    .replace(/(.{1,88})(?:, |$)/g, '  $1\n');

export const SIMULATE_HELP = `Usage: warden simulate --out DIR [options]

Writes the telemetry of made-up accounts to DIR/logs, what should be found in it to
DIR/truth.ndjson, and the listed addresses of that world to DIR/intel.txt (for scan --intel).
The same options give the same bytes.

  --out DIR          where to write; its logs folder must be new or empty
  --days N           days of telemetry, 1 to 730 (30)
  --accounts N       accounts, 1 to 5000 (20)
  --seed S           a whole number; another one gives another world (1)
  --start DATE       first day, YYYY-MM-DD (2026-01-31)
  --attacks LIST     names, separated by commas; 'none' plants no attacks (all)
  --no-decoys        leave out benign events that look like attacks
  --traffic X        ordinary traffic as a multiple of the usual, 0.01 to 20 (1)
  --layout NAME      'tree': PT1H.json files as in a storage account (default);
                     'envelopes': the same records in Event Hub messages
  --help             this text

Attacks begin after 60 % of the days. Attacks:
${names(ATTACKS)}
Decoys:
${names(DECOYS)}
Exit code: 0 everything was written, 2 the run failed or the call is wrong.
`;

/** @throws UsageError, or what `parseArgs` throws for unknown options */
export function parseSimulateCall(parameters: readonly string[]): SimulateCall | 'help' {
  const { values } = parseArgs({
    args: [...parameters],
    options: {
      out: { type: 'string' },
      days: { type: 'string', default: '30' },
      accounts: { type: 'string', default: '20' },
      seed: { type: 'string', default: '1' },
      start: { type: 'string' },
      attacks: { type: 'string' },
      'no-decoys': { type: 'boolean', default: false },
      traffic: { type: 'string', default: '1' },
      layout: { type: 'string', default: 'tree' },
      help: { type: 'boolean', short: 'h' },
    },
  });
  if (values.help === true) return 'help';
  if (values.out === undefined || values.out === '') {
    throw new UsageError('Say where to write: --out DIR');
  }
  if (values.layout !== 'tree' && values.layout !== 'envelopes') {
    throw new UsageError(`--layout is tree or envelopes, not '${values.layout}'`);
  }
  const request: SimulationRequest = {
    days: wholeNumber('days', values.days, 1, 730),
    accounts: wholeNumber('accounts', values.accounts, 1, 5_000),
    seed: wholeNumber('seed', values.seed, 0, 4_294_967_295),
    traffic: multiple(values.traffic),
    begin: values.start === undefined ? DEFAULT_BEGIN : midnightOf(values.start),
    ...(values.attacks === undefined ? {} : { attacks: attackNames(values.attacks) }),
    ...(values['no-decoys'] ? { decoys: [] } : {}),
  };
  return { request, out: values.out, layout: values.layout };
}

function wholeNumber(name: string, text: string, least: number, most: number): number {
  const number = /^\d{1,10}$/.test(text) ? Number(text) : NaN;
  if (number >= least && number <= most) return number;
  throw new UsageError(`--${name} is a whole number from ${least} to ${most}, not '${text}'`);
}

function multiple(text: string): number {
  const number = /^\d{1,2}(\.\d{1,4})?$/.test(text) ? Number(text) : NaN;
  if (number >= 0.01 && number <= 20) return number;
  throw new UsageError(`--traffic is a number from 0.01 to 20, not '${text}'`);
}

function midnightOf(date: string): number {
  const time = /^\d{4}-\d\d-\d\d$/.test(date) ? Date.parse(`${date}T00:00:00Z`) : NaN;
  // Date.parse rolls 31 February over into March.
  const isReal = !Number.isNaN(time) && new Date(time).toISOString().startsWith(date);
  if (isReal && time >= Date.UTC(2014, 0, 1) && time < Date.UTC(2098, 0, 1)) return time;
  throw new UsageError(`--start is a day from 2014-01-01 to 2097-12-31, not '${date}'`);
}

function attackNames(list: string): readonly string[] {
  if (list === 'none') return [];
  const chosen = list.split(',').map((name) => name.trim());
  const unknown = chosen.find((name) => !ATTACKS.some((attack) => attack.name === name));
  if (unknown === undefined) return chosen;
  throw new UsageError(`There is no attack '${unknown}'; see warden simulate --help`);
}
