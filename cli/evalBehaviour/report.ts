import type { Alert } from '../../lib/alerts/alert';
import { DIFFICULTIES } from '../../lib/simulation/incidents/incident';
import type { Score, ScoredAttack } from './score';

const MOST_EXAMPLES = 12;
const MINUTE = 60_000;

/** The figures of all runs together, for a person. */
export function reportOf(score: Score, detectorTypes: ReadonlySet<string>): string {
  const isCovered = ({ truth }: ScoredAttack): boolean =>
    truth.alertTypes.some((type) => detectorTypes.has(type));
  const covered = score.attacks.filter(isCovered);
  const rest = score.attacks.filter((attack) => !isCovered(attack));
  const fired = score.decoys.filter((decoy) => decoy.fired.length > 0);
  const { wrong, wrongInformational, accountMonths } = score;
  return [
    `Attacks found              ${share(covered.filter((a) => a.found).length, covered.length)}`,
    ...DIFFICULTIES.map((difficulty) => {
      const some = covered.filter(({ truth }) => truth.difficulty === difficulty);
      return `  ${difficulty.padEnd(25)}${share(some.filter((a) => a.found).length, some.length)}`;
    }),
    `Noticed by any fitting type ${share(covered.filter((a) => a.noticed).length, covered.length)}`,
    `Wrong alerts               ${wrong.length}, ${rate(wrong.length, accountMonths)} an account and month`,
    `Wrong, Informational       ${wrongInformational.length}, ${rate(wrongInformational.length, accountMonths)} an account and month`,
    `Decoys that fired          ${share(fired.length, score.decoys.length)}`,
    `Delay to the alert         ${delays(covered)}`,
    ...table(
      'Found, by attack (easy, medium, hard)',
      groups(covered, ({ truth }) => truth.name),
    ),
    ...(rest.length === 0 ? [] : [`Attacks without a detector yet: ${names(rest)}`]),
    ...list(
      'Missed',
      covered
        .filter((a) => !a.found)
        .map(({ truth, noticed }) => {
          const other = noticed ? ' (another type noticed it)' : '';
          return `${truth.name}, ${truth.difficulty}, ${truth.personality}, ${truth.start}: ${truth.note}${other}`;
        }),
    ),
    ...table(
      'Wrong, by type',
      counts(wrong, ({ alertType }) => alertType),
    ),
    ...table(
      'Decoys that fired, by name',
      counts(fired, ({ truth }) => truth.name),
    ),
    ...list('Wrong alerts', wrong.map(said)),
    '',
  ].join('\n');
}

function groups(attacks: readonly ScoredAttack[], key: (attack: ScoredAttack) => string) {
  const rows = new Map<string, string>();
  for (const name of [...new Set(attacks.map(key))].sort()) {
    const own = attacks.filter((attack) => key(attack) === name);
    const cells = DIFFICULTIES.map((difficulty) => {
      const some = own.filter(({ truth }) => truth.difficulty === difficulty);
      return `${some.filter(({ found }) => found).length}/${some.length}`;
    });
    const late = Math.max(...own.map(({ delay }) => delay ?? 0));
    rows.set(name, `${cells.join('  ')}   slowest ${(late / MINUTE).toFixed(0)} min`);
  }
  return rows;
}

function counts<T>(items: readonly T[], key: (item: T) => string): Map<string, string> {
  const numbers = new Map<string, number>();
  for (const item of items) numbers.set(key(item), (numbers.get(key(item)) ?? 0) + 1);
  return new Map([...numbers].sort(([, a], [, b]) => b - a).map(([name, n]) => [name, String(n)]));
}

function table(title: string, rows: ReadonlyMap<string, string>): string[] {
  if (rows.size === 0) return [];
  return ['', title, ...[...rows].map(([name, cell]) => `  ${name.padEnd(44)}${cell}`)];
}

function list(title: string, lines: readonly string[]): string[] {
  if (lines.length === 0) return [];
  return [
    '',
    `${title} (${lines.length})`,
    ...lines.slice(0, MOST_EXAMPLES).map((line) => `  ${line}`),
  ];
}

const said = ({ alertType, severity, reason }: Alert): string =>
  `${alertType} ${severity}: ${reason}`;

const names = (attacks: readonly ScoredAttack[]): string =>
  [...new Set(attacks.map(({ truth }) => truth.name))].sort().join(', ');

const share = (hits: number, of: number): string =>
  of === 0 ? '-' : `${((100 * hits) / of).toFixed(1)} %  (${hits} of ${of})`;

const rate = (count: number, accountMonths: number): string =>
  accountMonths === 0 ? '-' : (count / accountMonths).toFixed(2);

function delays(attacks: readonly ScoredAttack[]): string {
  const minutes = attacks
    .flatMap(({ delay }) => (delay === null ? [] : [delay / MINUTE]))
    .sort((a, b) => a - b);
  const at = (q: number): string =>
    (minutes[Math.min(minutes.length - 1, Math.floor(q * minutes.length))] ?? NaN).toFixed(0);
  return minutes.length === 0
    ? '-'
    : `median ${at(0.5)} min, 90 % within ${at(0.9)} min, slowest ${at(1)} min`;
}
