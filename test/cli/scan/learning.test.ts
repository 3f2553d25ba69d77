import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from '@jest/globals';
import type { Alert } from '../../../lib/alerts/alert';
import {
  activityIds,
  dataPlaneRecord,
  queryRecord,
  type RawRecord,
} from '../../../lib/simulation/records';
import { story, STORY_INTEL } from '../../../local/demo/story';
import { buildPrograms } from '../../stack/builtPrograms';
import { runWarden } from './scanProgram';
import { temporaryFolder } from '../../temporaryFolder';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const START = Date.parse('2026-03-02T00:00:00Z');
const EXTRACTION = 'CosmosDB_DataExfiltrationAnomaly';

let built: string;
let folder: string;
beforeAll(async () => {
  built = buildPrograms('cli');
  folder = temporaryFolder();
  await write('intel.txt', STORY_INTEL);
  await write('story.ndjson', lines(storyAt(START + HOUR)));
});

const write = (name: string, content: string) => writeFile(join(folder, name), content);
const lines = (all: readonly object[]) => all.map((one) => `${JSON.stringify(one)}\n`).join('');
const storyAt = (time: number) => story(time).flatMap(({ records }) => records);

async function scan(...parameters: readonly string[]) {
  const run = await runWarden(built, folder, ['scan', ...parameters]);
  return { ...run, last: run.err.trimEnd().split('\n').at(-1) ?? '' };
}

/** `scan` writes one alert a line in this format. */
async function alertsOf(...parameters: readonly string[]): Promise<readonly Alert[]> {
  const { out } = await scan(...parameters, '--format', 'ndjson', '--intel', 'intel.txt');
  return out
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as Alert);
}

/** One read an hour by one application. */
function reads(hours: number, bytesIn: (day: number) => number): RawRecord[] {
  const ids = activityIds(9);
  return Array.from({ length: hours }, (_, hour) =>
    dataPlaneRecord({
      time: START + hour * HOUR + 60_000,
      account: 'shop',
      activityId: ids(),
      address: '8.8.8.8',
      responseBytes: bytesIn(Math.floor(hour / 24)),
    }),
  );
}

describe('--learn-days', () => {
  test('the first days raise nothing, and the days after do', async () => {
    const times = [START + HOUR, START + 5 * DAY];
    await write('twice.ndjson', lines(times.flatMap(storyAt)));
    const all = await alertsOf('twice.ndjson');
    const later = await alertsOf('twice.ndjson', '--learn-days', '3');
    const isLate = ({ startTimeUtc }: Alert) => Date.parse(startTimeUtc) >= START + 3 * DAY;
    expect(all.filter(isLate).length).toBeGreaterThan(3);
    expect(all.filter((alert) => !isLate(alert)).length).toBeGreaterThan(3);
    expect(later.filter((alert) => !isLate(alert))).toEqual([]);
    const types = (alerts: readonly Alert[]) => alerts.map(({ alertType }) => alertType).sort();
    expect(types(later)).toEqual(types(all.filter(isLate)));
  });

  test('in the first days all forms of a query are learned, also one that breaks another', async () => {
    const plain = "SELECT * FROM c WHERE c.owner = 'ann'";
    const other = `${plain} OR c.owner > ''`;
    const ids = activityIds(10);
    const record = (hour: number, text: string) =>
      queryRecord({ time: START + hour * HOUR, account: 'shop', activityId: ids(), text });
    const ran = [0, 1, 2, 26, 50].flatMap((hour) => [
      record(hour, plain),
      record(hour + 0.5, other),
    ]);
    await write('forms.ndjson', lines([record(0, plain), ...ran]));
    const called = async (days: string) =>
      (await alertsOf('forms.ndjson', '--learn-days', days)).map(({ alertType }) => alertType);
    expect(await called('0')).toContain('CosmosDB_SqlInjection.DataExfiltration');
    expect(await called('2')).toEqual([]);
  });

  test('learning goes on after them: growth in steps is followed, a leap is not', async () => {
    const inSteps = reads(36 * 24, (day) => (day < 15 ? 3e6 : day < 35 ? 5e6 : 9e6));
    const leap = reads(36 * 24, (day) => (day < 35 ? 3e6 : 9e6));
    await write('steps.ndjson', lines(inSteps));
    await write('leap.ndjson', lines(leap));
    const found = async (name: string) =>
      (await alertsOf(name, '--learn-days', '14')).map(({ alertType }) => alertType);
    expect(await found('steps.ndjson')).toEqual([]);
    expect(await found('leap.ndjson')).toContain(EXTRACTION);
  });

  test('it is a whole number of days', async () => {
    for (const days of ['-1', 'two', '1.5', '']) {
      const { code, last } = await scan('twice.ndjson', `--learn-days=${days}`);
      expect([code, last]).toEqual([
        2,
        `--learn-days must be a whole number of days, not '${days}'`,
      ]);
    }
  });
});

describe('a wrong clock', () => {
  test.each(['2031-01-01T00:00:00Z', '9999-12-31T23:59:59Z'])(
    'one record of %s changes no alert, be it the first or not',
    async (time) => {
      const records = storyAt(START + HOUR);
      const wrong = { ...records[0], time };
      const expected = await alertsOf('story.ndjson');
      expect(expected.length).toBeGreaterThan(3);
      for (const place of [0, 40]) {
        const all = [...records.slice(0, place), wrong, ...records.slice(place)];
        await write('wrong.ndjson', lines(all));
        expect(await alertsOf('wrong.ndjson')).toEqual(expected);
      }
    },
  );

  test('the same bytes in, the same bytes out, with history too', async () => {
    const parameters = ['leap.ndjson', '--learn-days', '14', '--format', 'ndjson'];
    const [one, two] = [await scan(...parameters), await scan(...parameters)];
    expect(one.out).not.toBe('');
    expect(two.out).toBe(one.out);
  });
});

describe('--settings', () => {
  test('another threshold finds more, or less', async () => {
    const deletions = async (value: number) => {
      await write('settings.json', JSON.stringify({ WARDEN_MASS_DELETION_DOCUMENTS: value }));
      const alerts = await alertsOf('story.ndjson', '--settings', 'settings.json');
      return alerts.filter(({ alertType }) => alertType === 'CosmosDB_MassDeletion').length;
    };
    expect(await deletions(100_000)).toBeLessThan(await deletions(50));
  });

  test('a local.settings.json is read as well, with what else is in it', async () => {
    const Values = {
      FUNCTIONS_WORKER_RUNTIME: 'node',
      WARDEN_CREDENTIAL_GUESSING_REFUSALS: '900',
    };
    await write('local.settings.json', JSON.stringify({ IsEncrypted: false, Values }));
    const alerts = await alertsOf('story.ndjson', '--settings', 'local.settings.json');
    const types = alerts.map(({ alertType }) => alertType);
    expect(types).not.toContain('CosmosDB_CredentialGuessing');
    expect(types.length).toBeGreaterThan(2);
  });

  test.each([
    ['{"WARDEN_MASS_DELETIONS": 5}', "there is no setting 'WARDEN_MASS_DELETIONS'"],
    ['{"WARDEN_MASS_DELETION_DOCUMENTS": -1}', /WARDEN_MASS_DELETION_DOCUMENTS .*for example/],
    ['{"WARDEN_MASS_DELETION_DOCUMENTS": "many"}', /WARDEN_MASS_DELETION_DOCUMENTS .*for example/],
    ['{"Values": {"WARDEN_TYPO": 1}}', "there is no setting 'WARDEN_TYPO'"],
    ['nonsense', 'is not JSON'],
    ['[1]', 'is no JSON object of settings'],
  ])('%s is refused, with the path and the reason', async (content, why) => {
    await write('bad.json', content);
    const { code, out, last } = await scan('story.ndjson', '--settings', 'bad.json');
    expect([code, out]).toEqual([2, '']);
    expect(last.startsWith('bad.json: ')).toBe(true);
    if (typeof why === 'string') expect(last).toBe(`bad.json: ${why}`);
    else expect(last).toMatch(why);
  });

  test('a file that is not there is named', async () => {
    const { code, last } = await scan('story.ndjson', '--settings', 'none.json');
    expect([code, last.startsWith('none.json: ')]).toEqual([2, true]);
  });
});

describe('--compare', () => {
  const options = ['story.ndjson', '--intel', 'intel.txt'];

  test('what came, what went and what has another severity', async () => {
    const run = await scan(...options, '--format', 'ndjson', '--output', 'before.ndjson');
    expect(run.code).toBe(1);
    const text = await readFile(join(folder, 'before.ndjson'), 'utf8');
    // The lines are alerts, as `scan` has written them.
    const before = text
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as Alert);
    const [first, second, ...rest] = before;
    if (first === undefined || second === undefined) throw new TypeError('too few alerts');
    const earlier = [
      { ...first, severity: 'Informational' },
      { ...second, id: 'f'.repeat(32), reason: 'it went\u001b[31m' },
      ...rest,
    ];
    await write('earlier.ndjson', lines(earlier));

    const { out, code } = await scan(...options, '--compare', 'earlier.ndjson');
    expect(code).toBe(1);
    const compared = out.slice(out.indexOf('1 added')).split('\n');
    expect(compared[0]).toBe(
      `1 added, 1 removed, 1 of another severity, ${before.length - 2} the same`,
    );
    expect(compared[1]).toMatch(new RegExp(`^\\+ ${second.severity} .*${second.alertType}`));
    expect(compared[2]).toBe(compared[2]?.replace(/\p{Cc}/gu, ''));
    expect(compared[2]).toMatch(/^- .*: it went/);
    expect(compared[3]).toMatch(/^~ .* \(was Informational\)$/);

    const same = await scan(...options, '--compare', 'before.ndjson');
    expect(same.out).toContain(
      `0 added, 0 removed, 0 of another severity, ${before.length} the same`,
    );
  });

  test('lines of alerts stay lines of alerts: the comparison is on standard error', async () => {
    const { out, err } = await scan(...options, '--format', 'ndjson', '--compare', 'before.ndjson');
    for (const line of out.trimEnd().split('\n')) expect(JSON.parse(line)).toHaveProperty('id');
    expect(err).toContain('0 added, 0 removed');
  });

  test.each([
    ['{"id": 1', 'line 2 is not JSON'],
    ['{"id": "a"}', 'line 2 is no alert'],
  ])('a file with %s names the line', async (content, why) => {
    const alert = (await readFile(join(folder, 'before.ndjson'), 'utf8')).split('\n')[0] ?? '';
    await write('broken.ndjson', `${alert}\n${content}\n`);
    const { code, out, last } = await scan(...options, '--compare', 'broken.ndjson');
    expect([code, out, last]).toEqual([2, '', `broken.ndjson: ${why}`]);
  });
});
