import * as z from 'zod';

/**
 * Ties the schema of an answer to its type: it does not compile where a value of the type may not
 * meet the schema.
 */
// eslint-disable-next-line @typescript-eslint/no-unnecessary-type-parameters -- the type is given, the schema inferred
export function schemaOf<T>() {
  return <S extends z.ZodType>(schema: S & (T extends z.input<S> ? unknown : never)): S => schema;
}

/** A list that nobody is to change. */
export function listOf<S extends z.ZodType>(schema: S) {
  return z.array(schema).readonly();
}

export const time = z.string().meta({ format: 'date-time' });
export const accountId = z.string().describe('Resource id of an account, in lower case');
