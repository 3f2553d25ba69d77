import { costOf, type Cost } from './cost';
import { ACCOUNTS, ACTORS } from './crowd';
import { learningFigures } from './learning';
import type { Metered } from './meteredCosmos';

/** `npm run bench -- learning`: the timer and the memory of many accounts. */
export async function printLearning(): Promise<void> {
  const figures = await learningFigures();
  print(`${ACCOUNTS} accounts with ${ACTORS} actors each, profiles of 30 days`);
  print(`  profile document                ${(figures.profileBytes / 1000).toFixed(0)} KB`);
  print(`  document of an hour             ${(figures.activityBytes / 1000).toFixed(1)} KB`);
  print(`  learned                         ${figures.accounts} accounts, ${figures.hours} hours`);
  print(`  the timer's round               ${figures.seconds.toFixed(1)} s (at most 240)`);
  print(`  peak memory of the round        ${figures.timerMegabytes.toFixed(0)} MB (at most 300)`);
  print(`  with a batch of each account    ${figures.judgedMegabytes.toFixed(0)} MB (at most 300)`);
  print(`  judging these                   ${figures.judgedSeconds.toFixed(1)} s`);
  printMetered('both', figures.timer, 1);
}

/** `npm run bench -- cost`: operations and request units of a million records. */
export async function printCost(): Promise<void> {
  for (const traffic of [1, 10]) {
    for (const partitions of [1, 32]) printOne(await costOf(partitions, traffic));
  }
}

function printOne(cost: Cost): void {
  const { partitions, records, recordsPerAccountHour, batches, pipeline, timer } = cost;
  const perMillion = 1e6 / records;
  print(
    `${partitions} partitions, ${recordsPerAccountHour.toFixed(0)} records an account and hour ` +
      `(${records} records in ${batches} batches); for a million records:`,
  );
  printMetered('pipeline', pipeline, perMillion);
  printMetered('timer', timer, perMillion);
}

function printMetered(what: string, metered: ReadonlyMap<string, Metered>, factor: number): void {
  const all = [...metered.values()];
  const sum = {
    operations: all.reduce((total, { operations }) => total + operations, 0),
    requestUnits: all.reduce((total, { requestUnits }) => total + requestUnits, 0),
  };
  for (const [name, { operations, requestUnits }] of [
    ...metered,
    [`all of ${what}`, sum] as const,
  ]) {
    print(
      `  ${what.padEnd(10)}${name.padEnd(20)}${(operations * factor).toFixed(0).padStart(10)} ` +
        `operations ${(requestUnits * factor).toFixed(0).padStart(11)} RU`,
    );
  }
}

function print(text: string): void {
  process.stdout.write(`${text}\n`);
}
