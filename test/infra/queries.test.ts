import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import * as z from 'zod';
import { newAlertEvents } from '../../lib/delivery/newAlertEvents';
import { securityAlertRow } from '../../lib/delivery/formats/securityAlertRow';
import { noDeliveries } from '../../lib/delivery/sinkRun';
import { MemoryStore } from '../../lib/storage/memoryStore';
import { raisedAlert } from '../api/alertDocuments';
import { message } from '../delivery/support';
import { testPipeline } from '../pipeline/testPipeline';
import { BICEP_FILES, bicepFile } from './bicep';
import { bicepValue } from './bicepValue';

const query = (name: string): string => readFileSync(join('infra/queries', name), 'utf8');
const queries = readdirSync('infra/queries').filter((name) => name.endsWith('.kql'));

describe('the table of alerts', () => {
  const columns = z
    .array(z.object({ name: z.string(), type: z.string() }))
    .parse(bicepValue('modules/alertTable.bicep', 'columns'));

  test('has the columns that the app writes, of their types', async () => {
    const row = Object.entries(securityAlertRow(await message()));
    expect(columns.map(({ name }) => name)).toEqual(row.map(([name]) => name));
    const types: Record<string, readonly string[]> = {
      string: ['string', 'datetime'],
      number: ['int', 'long', 'real'],
      boolean: ['boolean'],
    };
    for (const [at, [name, value]] of row.entries()) {
      expect([name, types[typeof value]]).toEqual([
        name,
        expect.arrayContaining([columns[at]?.type]),
      ]);
    }
  });

  test('times are times', async () => {
    const row = securityAlertRow(await message());
    const times = columns.filter(({ type }) => type === 'datetime').map(({ name }) => name);
    const isTime = (value: unknown) => typeof value === 'string' && /^\d{4}-\d\d-\d\dT/.test(value);
    const inRow = Object.entries(row).filter(([, value]) => isTime(value));
    expect(times).toEqual(inRow.map(([name]) => name));
  });

  test('is what the rule and the workbook of Sentinel ask', () => {
    const names = new Set(columns.map(({ name }) => name));
    const workbook = JSON.parse(query('../workbooks/alerts.json')) as {
      items: { content: object }[];
    };
    const asked = workbook.items.map(({ content }) => String(Reflect.get(content, 'query') ?? ''));
    // Texts aside, what begins with a capital letter and is not named on the spot is a column.
    for (const text of [query('incidents.kql').replace(/\/\/.*/g, ''), ...asked]) {
      const plain = text.replace(/'[^']*'/g, '').replace('CosmosWardenAlert_CL', '');
      const made = [...plain.matchAll(/\b([A-Z]\w+) = /g)].map(([, name]) => name);
      const used = [...plain.matchAll(/\b[A-Z]\w+\b/g)].map(([name]) => name);
      expect(used.filter((name) => !names.has(name) && !made.includes(name))).toEqual([]);
    }
  });
});

describe('the rules over the log', () => {
  const functions = readdirSync('functions').map((name) =>
    readFileSync(join('functions', name), 'utf8'),
  );

  test.each(queries.filter((name) => query(name).includes('AppTraces')))(
    '%s: a function writes such lines',
    (name) => {
      const events = [...query(name).matchAll(/'\{"event":"(\w+)"'/g)].map(
        ([, event]) => event ?? '',
      );
      expect(events.length).toBeGreaterThan(0);
      for (const event of events.filter((one) => one !== 'alert')) {
        // The name comes first in the line, since the query looks for how it begins.
        expect(functions.some((text) => text.includes(`{ event: '${event}'`))).toBe(true);
      }
    },
  );

  test('ask for members that the lines have, and so does the workbook', async () => {
    const summary = await testPipeline(new MemoryStore()).process([]);
    const known: Readonly<Record<string, readonly string[]>> = {
      batch: ['hub', 'lagSeconds', ...Object.keys(summary)],
      delivery: Object.keys(noDeliveries()),
      retry: Object.keys(noDeliveries()),
      sweep: [],
      failure: ['function', 'error', 'operation', 'container', 'status'],
      '': ['event', 'seconds'],
    };
    const workbook = JSON.parse(query('../workbooks/health.json')) as {
      items: { name: string; content: { query?: string } }[];
    };
    const charts = workbook.items.flatMap(({ name, content }) =>
      content.query === undefined ? [] : [[name, content.query] as const],
    );
    expect(charts.length).toBeGreaterThan(5);
    for (const [name, text] of [...queries.map((one) => [one, query(one)] as const), ...charts]) {
      const event = /'\{"event":"(\w+)"'/.exec(text)?.[1] ?? '';
      const asked = [...text.matchAll(/(?:parse_json\(Message\)|Line)\.(\w+)/g)].map(
        ([, member]) => member ?? '',
      );
      const unknown = asked.filter((one) => !(known[event] ?? []).includes(one));
      expect([name, unknown]).toEqual([name, []]);
    }
  });

  test('tell the owners of alerts by what the app logs of them', async () => {
    const alert = await raisedAlert();
    const [event] = newAlertEvents([alert], Date.parse(alert.timeGeneratedUtc));
    const text = query('newAlerts.kql');
    const asked = [...text.matchAll(/Alert\.(\w+)/g)].map(([, member]) => member);
    expect(Object.keys(event ?? {})).toEqual(expect.arrayContaining(asked));
    expect(JSON.stringify(event)).toMatch(/^\{"event":"alert"/);
    const dimensions = /dimensions: \[([^\]]*)\]/.exec(bicepFile('modules/alertRules.bicep'))?.[1];
    for (const name of dimensions?.match(/\w+/g) ?? [])
      expect(text).toContain(`${name} = tostring(`);
  });

  test('watch lag, failures, dead letters, deliveries, and the silence of everything', () => {
    const rules = bicepFile('modules/alertRules.bicep').split(/var healthRules|\n\]/)[1] ?? '';
    const names = [...rules.matchAll(/^ {4}name: '([\w-]+)'$/gm)].map(([, name]) => name);
    expect(names).toEqual([
      'stopped',
      'silence',
      'lag',
      'failures',
      'dead-letters',
      'detector-errors',
      'given-up',
    ]);
    for (const rule of rules.split(/^ {2}\{$/m).slice(1)) {
      const [, file = ''] = /queries\/(\w+\.kql)/.exec(rule) ?? [];
      const [, measure = ''] = /measure: '(\w+)'/.exec(rule) ?? [];
      expect(query(file)).toContain(measure);
      // What is to come has to be missed; what is not to come has to be seen.
      expect([rule, /operator: 'LessThan'/.test(rule)]).toEqual([
        rule,
        /sweeps|batches/.test(file),
      ]);
    }
    const used = [...BICEP_FILES.values()].join('\n');
    for (const name of queries) expect(used).toContain(`queries/${name}`);
  });
});
