/** A timer schedule cannot be read, or never comes due. */
export class ScheduleError extends Error {
  override readonly name = 'ScheduleError';
  constructor(
    readonly expression: string,
    reason: string,
  ) {
    super(`"${expression}" is no timer schedule: ${reason}`);
  }
}

/** When a timer comes due. Times are epoch ms, UTC. */
export interface Schedule {
  /** The first due time after `time`. */
  next(time: number): number;
}

interface Field {
  readonly label: string;
  readonly min: number;
  readonly max: number;
  /** Names of the values from `min` on; three letters are enough. */
  readonly names?: readonly string[];
}

const MONTHS =
  'january february march april may june july august september october november december';
const WEEKDAYS = 'sunday monday tuesday wednesday thursday friday saturday';

const SECOND: Field = { label: 'second', min: 0, max: 59 };
const MINUTE: Field = { label: 'minute', min: 0, max: 59 };
const HOUR: Field = { label: 'hour', min: 0, max: 23 };
const DAY: Field = { label: 'day', min: 1, max: 31 };
const MONTH: Field = { label: 'month', min: 1, max: 12, names: MONTHS.split(' ') };
const WEEKDAY: Field = { label: 'day of week', min: 0, max: 6, names: WEEKDAYS.split(' ') };

const DAY_MS = 86_400_000;
/** 29 February on a given weekday comes back after at most 40 years (over 2100). */
const LONGEST_SEARCH_DAYS = 40 * 366;

/**
 * Reads a timer schedule of Azure Functions: an NCRONTAB expression of six fields (or five, at
 * second 0), or a fixed interval `hh:mm:ss` (`dd:hh:mm` from 24 upward).
 *
 * @throws {ScheduleError}
 */
export function parseSchedule(expression: string): Schedule {
  const text = expression.trim();
  if (text.includes(':')) return interval(text);
  const parts = text.split(/\s+/);
  if (parts.length === 5) parts.unshift('0');
  if (parts.length !== 6) throw new ScheduleError(expression, 'it needs six fields');
  const read = (index: number, field: Field) => parseField(parts[index] ?? '', field, expression);

  // The order of an NCRONTAB expression; each field's values come out ascending.
  const [seconds, minutes, hours] = [read(0, SECOND), read(1, MINUTE), read(2, HOUR)];
  const [days, months, weekdays] = [read(3, DAY), read(4, MONTH), read(5, WEEKDAY)];
  const isDue = (date: Date) =>
    days.has(date.getUTCDate()) &&
    months.has(date.getUTCMonth() + 1) &&
    weekdays.has(date.getUTCDay());

  /** The first due time of day (in seconds) from `from` on. */
  const timeOfDay = (from: number): number | undefined => {
    for (const hour of hours) {
      if (hour * 3600 + 3599 < from) continue;
      for (const minute of minutes) {
        if (hour * 3600 + minute * 60 + 59 < from) continue;
        for (const second of seconds) {
          const time = hour * 3600 + minute * 60 + second;
          if (time >= from) return time;
        }
      }
    }
    return undefined;
  };

  const next = (time: number): number => {
    const today = Math.floor(time / DAY_MS) * DAY_MS;
    let from = Math.floor((time - today) / 1000) + 1;
    for (let day = 0; day < LONGEST_SEARCH_DAYS; day++, from = 0) {
      const midnight = today + day * DAY_MS;
      const seconds = isDue(new Date(midnight)) ? timeOfDay(from) : undefined;
      if (seconds !== undefined) return midnight + seconds * 1000;
    }
    throw new ScheduleError(expression, 'it never comes due');
  };
  next(0);
  return { next };
}

function interval(text: string): Schedule {
  const [first = NaN, second = NaN, third = NaN, ...rest] = text.split(':').map(Number);
  const units = first >= 24 ? [86_400, 3600, 60] : [3600, 60, 1];
  const [a = 0, b = 0, c = 0] = units;
  const length = (first * a + second * b + third * c) * 1000;
  if (!(length > 0) || rest.length > 0) {
    throw new ScheduleError(text, 'an interval reads hh:mm:ss and is longer than zero');
  }
  return { next: (time) => time + length };
}

/** The values of one field, ascending: `*`, `5`, `1-5`, `MON-FRI`, each with `/step`, in a list. */
function parseField(text: string, field: Field, expression: string): Set<number> {
  const values = new Set<number>();
  for (const item of text.split(',')) {
    const [range = '', step, ...rest] = item.split('/');
    const [from = '', to, ...more] = range.split('-');
    const isAll = range === '*';
    const first = isAll ? field.min : valueOf(from, field);
    const openEnd = isAll || step !== undefined ? field.max : first;
    const last = to === undefined ? openEnd : valueOf(to, field);
    const every = step === undefined ? 1 : Number(step);
    const isWhole = Number.isInteger(first) && Number.isInteger(last) && Number.isInteger(every);
    const isInside = first >= field.min && last <= field.max && first <= last && every > 0;
    if (!isWhole || !isInside || rest.length > 0 || more.length > 0) {
      throw new ScheduleError(expression, `"${item}" is no ${field.label}`);
    }
    for (let value = first; value <= last; value += every) values.add(value);
  }
  return new Set([...values].sort((a, b) => a - b));
}

function valueOf(text: string, field: Field): number {
  if (/^\d+$/.test(text)) return Number(text);
  const name = text.toLowerCase();
  const index =
    name.length >= 3 ? (field.names?.findIndex((known) => known.startsWith(name)) ?? -1) : -1;
  return index < 0 ? NaN : index + field.min;
}
