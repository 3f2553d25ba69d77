import type { Story } from '../alerts/alertType';

type Details = Story['details'];

/** `First access ... in 27 days of history`, or `Access ... for the first time in 41 days`. */
export function firstTime(what: string, details: Details): string {
  const dormant = details['dormantDays'];
  return dormant === undefined
    ? `First ${what} in ${details['historyDays'] ?? ''} days of history`
    : `${what.charAt(0).toUpperCase()}${what.slice(1)} for the first time in ${dormant} days`;
}

/** `a new country appears here less than once in 19 days`. */
export function seldom(kind: string, details: Details): string {
  return `a new ${kind} appears here less than once in ${details['newOnceInDays'] ?? ''} days`;
}

/** `; also unusual: application postman`, or nothing. */
export function also(details: Details): string {
  const others = details['alsoUnusual'];
  return others === undefined ? '' : `; also unusual: ${others}`;
}

/** ` with postman and curl`, or nothing where no record names software. */
export function withApplications(applications: readonly string[]): string {
  return applications.length === 0 ? '' : ` with ${applications.slice(0, 3).join(', ')}`;
}

const REGION_NAMES = new Intl.DisplayNames(['en'], { type: 'region' });

/** `Brazil (BR)`. @param code ISO 3166-1 alpha-2 */
export function countryText(code: string): string {
  const name = /^[A-Z]{2}$/.test(code) ? REGION_NAMES.of(code) : undefined;
  return name === undefined || name === code ? code : `${name} (${code})`;
}
