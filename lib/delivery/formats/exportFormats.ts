import type { Alert } from '../../alerts/alert';
import { kindOf, messageOf } from '../message';
import { cef } from './cef';
import { CSV_HEADER, csvRow } from './csv';
import { ocsf } from './ocsf/finding';

export const EXPORT_FORMATS = ['ndjson', 'csv', 'ocsf', 'cef'] as const;
export type ExportFormat = (typeof EXPORT_FORMATS)[number];

interface Export {
  readonly contentType: string;
  /** Ending of a file of it, without the dot. */
  readonly extension: string;
  /** What stands before the first alert. */
  readonly header: string;
  /** One alert, with the end of its line. `appUrl` as for messages. */
  readonly line: (alert: Alert, appUrl: string | null) => string;
}

const NDJSON = 'application/x-ndjson; charset=utf-8';

/** How lists of alerts are written to files. */
export const EXPORTS: Readonly<Record<ExportFormat, Export>> = {
  ndjson: {
    contentType: NDJSON,
    extension: 'ndjson',
    header: '',
    line: (alert) => `${JSON.stringify(alert)}\n`,
  },
  csv: {
    contentType: 'text/csv; charset=utf-8; header=present',
    extension: 'csv',
    header: CSV_HEADER,
    line: csvRow,
  },
  ocsf: {
    contentType: NDJSON,
    extension: 'ndjson',
    header: '',
    line: (alert, appUrl) => `${JSON.stringify(ocsf(messageOf(alert, kindOf(alert), appUrl)))}\n`,
  },
  cef: {
    contentType: 'text/plain; charset=utf-8',
    extension: 'cef',
    header: '',
    line: (alert, appUrl) => `${cef(messageOf(alert, kindOf(alert), appUrl))}\n`,
  },
};
