import * as z from 'zod';
import { parseTime } from '../../telemetry/time';

type Context = z.RefinementCtx<string>;

/** @param allowed what the parameter may be instead */
function refuse(context: Context, message: string, allowed?: readonly string[]): never {
  context.addIssue({ code: 'custom', message, ...(allowed && { params: { allowed } }) });
  return z.NEVER;
}

/** Some of the values, comma-separated, in any case. */
export function someOf<const Value extends string>(name: string, allowed: readonly Value[]) {
  return z
    .string()
    .transform((text, context): readonly Value[] => {
      const values: Value[] = [];
      for (const part of text.split(',')) {
        const wanted = part.trim().toLowerCase();
        const found = allowed.find((known) => known.toLowerCase() === wanted);
        if (found === undefined) {
          return refuse(context, `'${part}' is no value of ${name}`, allowed);
        }
        values.push(found);
      }
      return values;
    })
    .optional()
    .meta({ type: 'array', items: { enum: allowed } });
}

/** One of the values. */
export function oneOf<const Value extends string>(name: string, allowed: readonly Value[]) {
  return z
    .string()
    .transform((text, context): Value => {
      const found = allowed.find((known) => known === text);
      return found ?? refuse(context, `'${text}' is no value of ${name}`, allowed);
    })
    .meta({ enum: allowed });
}

/** How long a page of an answer is to be. */
export function pageLength(usual: number, most: number) {
  return z
    .string()
    .default(String(usual))
    .transform((text, context) => {
      const top = /^\d{1,4}$/.test(text) ? Number(text) : 0;
      if (top >= 1 && top <= most) return top;
      return refuse(context, `top must be a whole number from 1 to ${most}`, [`1 to ${most}`]);
    })
    .meta({ type: 'integer', minimum: 1, maximum: most, default: usual });
}

/** Text that has to be one, without blanks around it. */
export function filledText(name: string) {
  return z
    .string()
    .transform((text, context) => {
      const trimmed = text.trim();
      return trimmed === '' ? refuse(context, `${name} must not be empty`) : trimmed;
    })
    .optional();
}

const ISO_TIME = /^(\d{4}-\d{2}-\d{2})(?:T(\d{2}:\d{2})(:\d{2}(?:\.\d+)?)?(Z|[+-]\d{2}:?\d{2})?)?$/;

/** A time without a zone is UTC, a day without a time its first moment. */
export function pointInTime(name: string) {
  return z
    .string()
    .transform((text, context) => {
      // '+' of an offset arrives as a space where the caller did not escape it.
      const written = ISO_TIME.exec(text.trim().replace(' ', '+'));
      const [, day = '', minute = '00:00', second = ':00', zone = 'Z'] = written ?? [];
      const parsed = parseTime(`${day}T${minute}${second}${zone}`);
      if (!Number.isNaN(parsed)) return new Date(parsed).toISOString();
      const detail = `'${text}' is no ISO 8601 time, so no value of ${name}`;
      return refuse(context, detail, ['2026-11-22T06:30:00Z']);
    })
    .optional()
    .meta({ examples: ['2026-11-22T06:30:00Z', '2026-11-22'] });
}

/** Where a page begins, as the `nextLink` before it says. */
export function pageCursor(pattern: RegExp) {
  return z
    .string()
    .transform((text, context) => {
      const place = Buffer.from(text, 'base64url').toString('utf8');
      return pattern.test(place)
        ? place
        : refuse(context, 'cursor is not one that this API gave out');
    })
    .optional()
    .describe('Part of nextLink; nobody has to write it');
}
