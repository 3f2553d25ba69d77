import { parseArgs } from 'node:util';
import { UsageError } from '../command';

export const FORMATS = ['table', 'ndjson', 'csv', 'ocsf'] as const;
export type ScanFormat = (typeof FORMATS)[number];

export interface ScanOptions {
  readonly paths: readonly string[];
  readonly format: ScanFormat;
  readonly output: string | null;
  readonly summary: string | null;
  readonly deadLetters: string | null;
  readonly intel: string | null;
  readonly geo: string | null;
  readonly learnDays: number;
  readonly settings: string | null;
  readonly compare: string | null;
}

export const SCAN_HELP = `Usage: warden scan PATH... [options]

Reads diagnostic logs and says what it would have raised alerts for.
PATH is a file, a folder or - for standard input. Event Hub messages, arrays,
single records, NDJSON, PT1H.json trees, Log Analytics rows and gzip are told
apart by content.

  --format table|ndjson|csv|ocsf
                          how alerts are written (table)
  --output FILE           alerts go there instead of standard output
  --summary FILE          one JSON object with the counts of the run
  --dead-letters FILE     what could not be understood, one JSON object a line
  --intel FILE            address-or-CIDR[,tor|malicious[,source]], one a line
  --geo FILE.mmdb         your own database of places or networks
  --learn-days N          the first N days only teach what is normal (0)
  --settings FILE         other thresholds: a JSON object of settings, docs/settings.md
  --compare FILE          alerts of an earlier run (ndjson): what came, what went
  --help

Exit code: 0 no alerts, 1 alerts, 2 the run failed or the call is wrong.
`;

/** @throws UsageError */
export function parseScanOptions(parameters: readonly string[]): ScanOptions | 'help' {
  const { values, positionals } = parse(parameters);
  if (values.help === true) return 'help';
  if (positionals.length === 0) throw new UsageError('scan needs a PATH; see scan --help');
  const format = FORMATS.find((known) => known === (values.format ?? 'table'));
  if (format === undefined) {
    throw new UsageError(`--format must be one of ${FORMATS.join(', ')}`);
  }
  return {
    paths: positionals,
    format,
    output: values.output ?? null,
    summary: values.summary ?? null,
    deadLetters: values['dead-letters'] ?? null,
    intel: values.intel ?? null,
    geo: values.geo ?? null,
    learnDays: daysOf(values['learn-days'] ?? '0'),
    settings: values.settings ?? null,
    compare: values.compare ?? null,
  };
}

/** @throws UsageError */
function daysOf(text: string): number {
  if (/^\d{1,4}$/.test(text)) return Number(text);
  throw new UsageError(`--learn-days must be a whole number of days, not '${text}'`);
}

function parse(parameters: readonly string[]) {
  try {
    return parseArgs({
      args: [...parameters],
      allowPositionals: true,
      options: {
        format: { type: 'string' },
        output: { type: 'string' },
        summary: { type: 'string' },
        'dead-letters': { type: 'string' },
        intel: { type: 'string' },
        geo: { type: 'string' },
        'learn-days': { type: 'string' },
        settings: { type: 'string' },
        compare: { type: 'string' },
        help: { type: 'boolean', short: 'h' },
      },
    });
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error));
  }
}
