/** How app settings are defined, and the kinds of text that they may hold. */

import * as z from 'zod';

/** One app setting. */
export interface Setting<T> {
  readonly name: string;
  readonly description: string;
  readonly example: string;
  /** Reads the text of the environment; undefined where it is not set. */
  readonly schema: z.ZodType<T, string | undefined>;
  /** What is used where the setting is missing or wrong. */
  readonly fallback: T;
}

/** Only for its type: `schema` and `fallback` have to agree. */
export function setting<T>(definition: Setting<T>): Setting<T> {
  return definition;
}

/** Any text but an empty one. */
export const text = z.string().trim().min(1);

/** Names with commas between them. */
export const names = z.string().transform((value) =>
  value
    .split(',')
    .map((name) => name.trim())
    .filter((name) => name !== ''),
);

export const wholeNumber = (least: number, most: number) =>
  z
    .string()
    .regex(/^\d+$/, 'is not a whole number')
    .transform(Number)
    .pipe(z.number().min(least).max(most));

/** `true` or `false`. */
export const onOrOff = z.enum(['true', 'false']).transform((value) => value === 'true');

/** A setting that is a whole number within bounds. */
export const bounded = (definition: {
  readonly name: string;
  readonly description: string;
  readonly least: number;
  readonly most: number;
  readonly fallback: number;
}) => {
  const { name, description, least, most, fallback } = definition;
  const schema = wholeNumber(least, most);
  return setting<number>({ name, description, example: String(fallback), schema, fallback });
};

/** JSON of whatever shape. */
export const json = z.string().transform((value, context): unknown => {
  try {
    return JSON.parse(value);
  } catch {
    context.addIssue({ code: 'custom', message: 'is not JSON' });
    return z.NEVER;
  }
});
