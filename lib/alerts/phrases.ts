/** Numbers, times and lists as a person reads them. */

/** `1,234`. */
export function count(value: number): string {
  return Math.round(value).toLocaleString('en-US');
}

/** `3 requests`, `1 request`. */
export function counted(value: number, one: string, many = `${one}s`): string {
  return `${count(value)} ${value === 1 ? one : many}`;
}

const UNITS = ['B', 'KB', 'MB', 'GB', 'TB'] as const;

/** `42.1 MB`; a megabyte is 1,000,000 bytes. */
export function bytes(value: number): string {
  let amount = value;
  let unit = 0;
  while (amount >= 1000 && unit < UNITS.length - 1) {
    amount /= 1000;
    unit += 1;
  }
  return `${unit === 0 ? amount.toFixed(0) : amount.toFixed(1)} ${UNITS[unit] ?? ''}`;
}

/** `50 minutes`, `2.5 hours`, `3.2 days`, of a number of minutes. */
export function duration(minutes: number): string {
  if (minutes < 120) return counted(minutes, 'minute');
  const [amount, unit] = minutes < 48 * 60 ? [minutes / 60, 'hours'] : [minutes / 1440, 'days'];
  return `${amount.toFixed(1).replace('.0', '')} ${unit}`;
}

/** `2026-11-22 06:30 UTC`. */
export function minute(time: number): string {
  return `${new Date(time).toISOString().slice(0, 16).replace('T', ' ')} UTC`;
}

/** `between 2026-11-22 06:30 UTC and 2026-11-22 06:41 UTC`, or `at ...` within one minute. */
export function between(start: number, end: number): string {
  const from = minute(start);
  const to = minute(end);
  return from === to ? `at ${from}` : `between ${from} and ${to}`;
}

/** `a, b and 3 more`. */
export function list(values: readonly string[], most = 3): string {
  if (values.length <= most) {
    const last = values.at(-1) ?? '';
    return values.length < 2 ? last : `${values.slice(0, -1).join(', ')} and ${last}`;
  }
  return `${values.slice(0, most).join(', ')} and ${values.length - most} more`;
}

/** ` from 203.0.113.7 and 203.0.113.9 (NL)`, or nothing where no address is known. */
export function from(facts: {
  readonly addresses: readonly string[];
  readonly countries: readonly string[];
}): string {
  if (facts.addresses.length === 0) return '';
  const countries = facts.countries.length === 0 ? '' : ` (${list(facts.countries)})`;
  return ` from ${list(facts.addresses)}${countries}`;
}

/** ` by key primaryMasterKey`, or nothing where the log names nobody. */
export function by(facts: { readonly principals: readonly string[] }): string {
  return facts.principals.length === 0 ? '' : ` by ${list(facts.principals, 2)}`;
}
