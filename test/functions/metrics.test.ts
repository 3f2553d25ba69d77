import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { AlertDocument } from '../../lib/alerts/document';
import { METRICS } from '../../lib/metrics/catalogue';
import { story } from '../../local/demo/story';
import { until, type FixtureHost } from '../local/host/fixtureHost';
import { startIngestion, type Figure, type Ingestion } from '../metrics/ingestion';
import { buildPrograms } from '../stack/builtPrograms';
import { startFixtureStack, type FixtureStack } from '../stack/fixtureStack';

const TIMERS = ['recomputeBaselines', 'sweepWindows', 'watchSilence', 'retryDeliveries'] as const;
const BATCHES = ['seconds', 'lagSeconds', 'records', 'events', 'ignored', 'duplicates'] as const;

let built: string;
let ingestion: Ingestion;
const stacks: FixtureStack[] = [];
beforeAll(async () => {
  // Jest gives packages another process than bundles, which set this themselves.
  process.env['APPLICATION_INSIGHTS_NO_STATSBEAT'] = 'true';
  built = buildPrograms('functions', 'handlers');
  ingestion = await startIngestion();
});
afterAll(async () => {
  await Promise.all(stacks.map((stack) => stack.stop()));
  await ingestion.stop();
});

async function start(connectionString: string) {
  const settings = { APPLICATIONINSIGHTS_CONNECTION_STRING: connectionString };
  const stack = await startFixtureStack(built, 2, () => settings);
  stacks.push(stack);
  return { stack, running: await stack.startHost() };
}

/** An attack, in messages of a size that a hub takes. */
function parts() {
  const records = story(Date.now()).flatMap((chapter) => chapter.records);
  return [records.slice(0, 500), records.slice(500, 1000), records.slice(1000)];
}

/** What the batches' lines say, added up. */
function totals({ written }: FixtureHost) {
  const lines = written('detectThreats').map((line) => Object(line) as Record<string, number>);
  return Object.fromEntries(
    BATCHES.map((field) => [field, lines.reduce((sum, line) => sum + Number(line[field]), 0)]),
  );
}

const total = (figures: readonly Figure[], name: keyof typeof METRICS) =>
  figures.filter((one) => one.name === name).reduce((sum, { value }) => sum + value, 0);

test('metrics say what the lines say, when each call ends', async () => {
  const { stack, running } = await start(ingestion.connectionString);
  await stack.send('0', ['no JSON']);
  for (const part of parts()) await stack.send('1', [{ records: part }]);
  await stack.settled();
  const alerts = await stack.alerts();
  expect(alerts.length).toBeGreaterThan(3);
  const raised = () => total(ingestion.figures(), 'warden.alerts.raised');
  await until(() => raised() >= alerts.length, 'the metrics of the last batch have come');
  for (const timer of TIMERS) await running.host.fireTimer(timer);

  const figures = ingestion.figures();
  const said = totals(running);
  expect({
    records: total(figures, 'warden.records'),
    events: total(figures, 'warden.events'),
    ignored: total(figures, 'warden.ignored'),
    duplicates: total(figures, 'warden.duplicates'),
    lagSeconds: total(figures, 'warden.lag'),
    seconds: total(figures, 'warden.batch.duration'),
  }).toEqual({ ...said, seconds: expect.closeTo(said['seconds'] ?? NaN) });
  expect(total(figures, 'warden.dead_letters')).toBe(1);
  expect(total(figures, 'warden.baseline.runs')).toBe(1);

  const byType = figures
    .filter(({ name }) => name === 'warden.alerts.raised')
    .flatMap(({ value, dimensions: { alert_type, severity } }) =>
      Array.from({ length: value }, () => `${alert_type} ${severity}`),
    );
  expect(byType.map((line) => line.split(' ')[0]).sort()).toEqual(
    alerts.map(({ alertType }) => alertType).sort(),
  );
  const lag = figures.filter(({ name }) => name === 'warden.lag');
  expect(new Set(lag.map(({ dimensions }) => dimensions['partition']))).toEqual(
    new Set(['0', '1']),
  );
  for (const { name } of figures) expect(Object.keys(METRICS)).toContain(name);
  for (const { accountId, internal } of await stack.store.query<AlertDocument>('alerts', {})) {
    for (const text of [accountId, ...internal.facts.addresses, ...internal.facts.principals]) {
      for (const body of ingestion.bodies) expect(body).not.toContain(text);
    }
  }
});

test('where nobody takes them, batches are done and said as ever, and the log says so once', async () => {
  const down = await startIngestion();
  await down.stop();
  const { stack, running } = await start(down.connectionString);
  for (const part of parts()) {
    await stack.send('0', [{ records: part }]);
    await stack.settled();
  }
  expect((await stack.alerts()).length).toBeGreaterThan(3);
  const isMetrics = (line: unknown) => Reflect.get(Object(line), 'event') === 'metrics';
  await until(() => running.written('detectThreats').some(isMetrics), 'the log says so');
  const lines = running.written('detectThreats');
  expect(lines.filter(isMetrics)).toEqual([
    { event: 'metrics', error: 'IngestionError', cause: 'RestError', status: 'ECONNREFUSED' },
  ]);
  expect(lines.filter((line) => !isMetrics(line)).length).toBe(3);
  expect(JSON.stringify(lines)).not.toContain('failure');
});
