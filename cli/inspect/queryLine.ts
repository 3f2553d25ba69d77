import * as z from 'zod';
import type { Api } from '../../lib/telemetry/event';
import { apiNamed } from './apiNames';

const Line = z.object({ text: z.string(), api: z.string().optional() });

export interface QueryLine {
  readonly api: Api;
  readonly text: string;
}

/** One NDJSON line `{"text", "api"}`; other members are ignored. */
export function readLine(
  line: string,
  defaultApi: string,
): QueryLine | { readonly problem: string } {
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch {
    return { problem: 'The line is not JSON' };
  }
  const read = Line.safeParse(value);
  if (!read.success) return { problem: 'The line has no member "text" that is a string' };
  const name = read.data.api ?? defaultApi;
  const api = apiNamed(name);
  return api === null
    ? { problem: `There is no API '${name.slice(0, 40)}'` }
    : { api, text: read.data.text };
}
