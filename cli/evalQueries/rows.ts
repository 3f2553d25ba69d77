import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as z from 'zod';
import { apiNamed } from '../inspect/apiNames';
import type { Api } from '../../lib/telemetry/event';

/** A query text of which somebody has said what it is. */
export interface LabelledText {
  readonly text: string;
  readonly api: Api;
  readonly label: 'benign' | 'malicious';
  /** Whether the server would run it; null where nobody knows. */
  readonly success: boolean | null;
  readonly technique: string;
  /** Where the text comes from; `synthetic...` where it was generated. */
  readonly source: string;
}

const ROW = z.object({
  text: z.string(),
  api: z.string(),
  label: z.enum(['benign', 'malicious']),
  success: z.boolean().nullish(),
  technique: z.string().nullish(),
  source: z.string().nullish(),
});

/** A line of a corpus file that is no labelled text. */
export class RowError extends Error {
  override readonly name = 'RowError';

  constructor(
    readonly file: string,
    readonly line: number,
    options?: ErrorOptions,
  ) {
    super(
      `${file}, line ${line}: not a row {text, api, label, success, technique, source}`,
      options,
    );
  }
}

/** A folder in which there is nothing to judge. */
export class NoRowsError extends Error {
  override readonly name = 'NoRowsError';

  constructor(readonly folder: string) {
    super(`${folder} holds no rows: no *.jsonl or *.ndjson file with a text in it`);
  }
}

/**
 * Reads all `*.jsonl` and `*.ndjson` files of a folder, in order of their names.
 * @throws {RowError} where a line is no row.
 * @throws {NoRowsError}
 */
export function readRows(folder: string): LabelledText[] {
  const files = readdirSync(folder)
    .filter((name) => /\.(jsonl|ndjson)$/.test(name))
    .sort();
  const rows = files.flatMap((name) => rowsOf(join(folder, name)));
  if (rows.length === 0) throw new NoRowsError(folder);
  return rows;
}

function rowsOf(file: string): LabelledText[] {
  const rows: LabelledText[] = [];
  for (const [index, line] of readFileSync(file, 'utf8').split('\n').entries()) {
    if (line.trim() !== '') rows.push(rowOf(line, file, index + 1));
  }
  return rows;
}

function rowOf(line: string, file: string, number: number): LabelledText {
  let row: z.infer<typeof ROW>;
  try {
    row = ROW.parse(JSON.parse(line));
  } catch (cause) {
    throw new RowError(file, number, { cause });
  }
  const api = apiNamed(row.api);
  if (api === null) throw new RowError(file, number);
  const { text, label, success = null, technique, source } = row;
  return { text, api, label, success, technique: technique ?? 'none', source: source ?? 'none' };
}
