import { FACETS, type Facet, type Measure } from '../baseline';
import type { BaselineDescription, KnownThings, VolumeDescription } from './description';

/** Values, actors and containers that are told in a terminal. */
const MOST_LINES = 8;

const FACET_NAMES: Readonly<Record<Facet, string>> = {
  principal: 'Identities',
  application: 'Applications',
  network: 'Networks',
  asn: 'Autonomous systems',
  country: 'Countries',
  authKind: 'Kinds of access',
  principalCountry: 'Identities by country',
  principalApplication: 'Identities by application',
  keyHolder: 'Holders of account keys',
  scriptWriter: 'Writers of scripts',
  containerDropper: 'Droppers of containers',
  manager: 'Who manages the account, and how',
  managerNetwork: 'Networks of management',
  managerCountry: 'Countries of management',
  managerTool: 'Tools of management',
  managerHome: 'Organisations of management',
  accountState: 'How the account is set up',
};

/** A description as lines for a terminal. */
export function describeText(description: BaselineDescription): readonly string[] {
  const { stage, historyDays, learnedFrom, learnedThrough, blindTo } = description;
  const { activeHours, principals } = description;
  const span = learnedFrom === null ? '' : `, ${day(learnedFrom)} to ${day(learnedThrough ?? '')}`;
  return [
    `${shown(description.account)}: ${stage}, ${historyDays} days of history${span}`,
    `Active (UTC): weekdays ${activeHours.weekdays}; weekends ${activeHours.weekends}`,
    ...FACETS.flatMap((facet) => thingLines(FACET_NAMES[facet], description.known[facet])),
    ...heading('Identities by hours (UTC)', principals.length),
    ...principals.slice(0, MOST_LINES).map(({ principal, weekdays, weekends, hops }) => {
      const places = hops ? '; in several countries at once as a rule' : '';
      return `  ${shown(principal)}: weekdays ${weekdays}; weekends ${weekends}${places}`;
    }),
    ...volumeLines(description),
    ...heading('Blind to', blindTo.length),
    ...blindTo.map((sentence) => `  ${sentence}`),
  ];
}

function heading(name: string, count: number): readonly string[] {
  return count === 0 ? [] : [`${name}:`];
}

function thingLines(name: string, { count, surprise, values }: KnownThings): readonly string[] {
  if (count === 0) return [];
  const told = values.slice(0, MOST_LINES);
  return [
    `${name}: ${count} known; surprise at a new one ${surprise.toFixed(2)} of 1`,
    ...told.map(({ value, firstSeen, lastSeen, days }) => {
      return `  ${shown(value)}: on ${days} days, ${day(firstSeen)} to ${day(lastSeen)}`;
    }),
    ...(count > told.length ? [`  and ${count - told.length} more`] : []),
  ];
}

function volumeLines({ volumes }: BaselineDescription): readonly string[] {
  if (volumes === null) return [];
  const { account, actors, containers } = volumes;
  return [
    'Hourly volumes, of hours with any:',
    ...account
      .filter(({ largest }) => largest > 0)
      .map((line) => `  ${line.measure}: ${figures(line)}`),
    ...heading('Bytes returned by identity and application', actors.length),
    ...actors.slice(0, MOST_LINES).map((line) => {
      return `  ${shown(line.principal)}, ${shown(line.application) || 'unknown'}: ${figures(line)}`;
    }),
    ...heading('Bytes returned by container', containers.length),
    ...containers
      .slice(0, MOST_LINES)
      .map((line) => `  ${shown(line.container)}: ${figures(line)}`),
  ];
}

function figures({ measure, hours, median, percentile99, largest }: VolumeDescription): string {
  const texts = [median, percentile99, largest].map((value) => amount(measure, value));
  return `median ${texts[0] ?? ''}, p99 ${texts[1] ?? ''}, largest ${texts[2] ?? ''}, in ${hours ?? 0} hours`;
}

function amount(measure: Measure, value: number): string {
  if (measure !== 'responseBytes' && measure !== 'requestBytes')
    return value.toLocaleString('en-US');
  if (value < 1e6) return `${(value / 1e3).toFixed(1)} KB`;
  return value < 1e9 ? `${(value / 1e6).toFixed(1)} MB` : `${(value / 1e9).toFixed(1)} GB`;
}

function day(time: string): string {
  return time.slice(0, 10);
}

/** Names come from the log: control characters would steer the terminal. */
function shown(text: string): string {
  return text.replace(/\p{C}/gu, '?');
}
