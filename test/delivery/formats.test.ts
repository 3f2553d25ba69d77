import { describe, expect, test } from '@jest/globals';
import { CloudEvent, HTTP } from 'cloudevents';
import * as fc from 'fast-check';
import type { Alert } from '../../lib/alerts/alert';
import { alertMail } from '../../lib/delivery/email/alertMail';
import { SHORTENED } from '../../lib/delivery/boundedAlert';
import { cef } from '../../lib/delivery/formats/cef';
import { cloudEvent } from '../../lib/delivery/formats/cloudEvents';
import { CSV_HEADER, csvRow } from '../../lib/delivery/formats/csv';
import { defenderExport } from '../../lib/delivery/formats/defender';
import { formatted, FORMATS } from '../../lib/delivery/formats/format';
import { securityAlertRow } from '../../lib/delivery/formats/securityAlertRow';
import { slackMessage } from '../../lib/delivery/formats/slack';
import { teamsMessage } from '../../lib/delivery/formats/teams';
import type { MessageKind } from '../../lib/delivery/message';
import { PRODUCT } from '../../lib/product';
import packageJson from '../../package.json';
import { parseCef } from './parseCef';
import { parseCsv } from './parseCsv';
import { alertIdOf, message } from './support';

const KINDS: readonly MessageKind[] = ['Created', 'Updated', 'Closed'];
const RELATED = ['a'.repeat(32), 'b'.repeat(32)];

/** Text as an attacker may leave it in a user agent. */
const HOSTILE = [
  `a|b\\|c=d \\= x\r\nCEF:0|evil|x|1|1|1|9|src=1.2.3.4`,
  '=HYPERLINK("https://evil.example","x")',
  '<script>alert(1)</script>&amp; *bold* [x](https://evil.example) <!channel>',
  'left\u202Eright\u0000\u2028next',
  '"quoted", and\tmore',
];
const hostile = (): Partial<Alert> => ({
  reason: HOSTILE.join(' '),
  description: HOSTILE.join('\n'),
  extendedProperties: { addresses: HOSTILE[0] ?? '', principals: HOSTILE[1] ?? '' },
});

test('the product names the version of the package', () => {
  expect(PRODUCT.version).toBe(packageJson.version);
});

describe('CloudEvents', () => {
  test.each(KINDS)('%s is a valid event, the same each time', async (kind) => {
    const told = await message({}, kind);
    const event = cloudEvent(told);
    const parsed = new CloudEvent(JSON.parse(JSON.stringify(event)) as object);
    expect(parsed.validate()).toBe(true);
    expect(parsed).toMatchObject({
      id: `${told.alert.id}-1`,
      type: `CosmosWarden.Alert.${kind}`,
      subject: told.alert.accountId,
      source: 'https://warden.example.com/api/alerts/',
    });
    // As it goes over HTTP and back.
    const sent = HTTP.structured(parsed);
    const arrived = HTTP.toEvent({ headers: sent.headers, body: String(sent.body) });
    expect(arrived).toMatchObject({ id: event.id });
    expect(cloudEvent(await message({}, kind))).toEqual(event);
  });

  test('its data is the alert, with a link and the alerts of the same story', async () => {
    const told = await message({ extendedProperties: { relatedAlerts: RELATED.join(', ') } });
    const { data } = cloudEvent(told);
    expect(data).toMatchObject({
      id: told.alert.id,
      alertType: 'CosmosDB_TorAnomaly',
      link: `https://warden.example.com/api/alerts/${told.alert.id}`,
      relatedAlerts: RELATED,
      sample: false,
    });
    expect(JSON.parse(JSON.stringify(data))).not.toHaveProperty('delivery');
  });

  test('stays under 64 KB, whatever the alert holds', async () => {
    const entry = { at: 'x', by: 'x'.repeat(200), what: 'commented', comment: '€'.repeat(4000) };
    const long = Array.from({ length: 300 }, (_, n): [string, string] => [
      `key${n}`,
      '\u0001'.repeat(5000),
    ]);
    const told = await message({
      history: Array.from({ length: 200 }, () => entry),
      description: 'd'.repeat(200_000),
      extendedProperties: {
        ...Object.fromEntries(long),
        relatedAlerts: RELATED.join(', '),
        sample: 'true',
      },
      entities: Array.from({ length: 5000 }, () => ({ type: 'ip', address: '203.0.113.7' })),
    });
    const text = JSON.stringify(cloudEvent(told));
    expect(Buffer.byteLength(text)).toBeLessThan(64 * 1024);
    expect(told).toMatchObject({ related: RELATED, isSample: true });
    expect(told.alert.extendedProperties[SHORTENED]).toBe('true');
    expect(told.alert.accountId).toBe((await message()).alert.accountId);
  });
});

describe('CEF', () => {
  test.each(KINDS)('%s', async (kind) => {
    const told = await message({}, kind);
    const { header, fields } = parseCef(cef(told));
    expect(header.slice(0, 5)).toEqual([
      PRODUCT.vendor,
      PRODUCT.name,
      PRODUCT.version,
      'CosmosDB_TorAnomaly',
      told.alert.alertDisplayName,
    ]);
    expect(Object.fromEntries(fields)).toMatchObject({
      externalId: told.id,
      act: kind,
      msg: told.alert.reason,
      start: String(Date.parse(told.alert.startTimeUtc)),
      cnt: String(told.alert.occurrences),
      cs1: told.alert.accountId,
      cs1Label: 'Account',
      request: told.link,
    });
  });

  test('text from a log adds no field and no line', async () => {
    const plainKeys = parseCef(cef(await message())).fields.map(([key]) => key);
    const told = await message(hostile());
    const { fields } = parseCef(cef(told));
    expect(fields.map(([key]) => key)).toEqual(plainKeys);
    expect(Object.fromEntries(fields)['msg']).toContain('a|b\\|c=d \\= x\nCEF:0|evil');
  });

  test('any text comes back as it was, but for white space', async () => {
    const told = await message();
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: 'binary', maxLength: 100 }), (reason) => {
        const { fields } = parseCef(cef({ ...told, alert: { ...told.alert, reason } }));
        const flat = (text = '') => text.replace(/[\p{Cc}\s\u2028\u2029]+/gu, ' ').trim();
        expect(flat(Object.fromEntries(fields)['msg'])).toBe(flat(reason));
        return Promise.resolve();
      }),
    );
  });
});

describe('CSV', () => {
  test('one line an alert, with the columns of the header', async () => {
    const { alert } = await message(hostile());
    const [names = [], row = [], ...more] = parseCsv(CSV_HEADER + csvRow(alert));
    expect(more).toEqual([]);
    expect(row).toHaveLength(names.length);
    expect(row[names.indexOf('reason')]).toBe(alert.reason);
    expect(row[names.indexOf('accountId')]).toBe(alert.accountId);
  });

  test.each(['=1+1', '+1', '-1', '@SUM(A1)', '\t=1', '\r=1', ' =1', '\u200b=1', '＝1', '\n-1'])(
    'a cell %j is no formula',
    async (reason) => {
      const { alert } = await message({ reason });
      const [names = [], row = []] = parseCsv(CSV_HEADER + csvRow(alert));
      expect(row[names.indexOf('reason')]).toBe(`'${reason}`);
    },
  );
});

test('the export shape is that of the alerts API', async () => {
  const told = await message();
  expect(defenderExport(told)).toMatchObject({
    type: 'Microsoft.Security/Locations/alerts',
    name: told.alert.id,
    properties: {
      version: '2022-01-01',
      systemAlertId: told.alert.id,
      alertType: 'CosmosDB_TorAnomaly',
      alertUri: told.link,
      isIncident: false,
    },
  });
});

test('a row for Log Analytics has texts where SecurityAlert has them', async () => {
  const told = await message({ extendedProperties: { relatedAlerts: RELATED.join(', ') } });
  const row = securityAlertRow(told);
  expect(row).toMatchObject({
    AlertType: 'CosmosDB_TorAnomaly',
    SystemAlertId: told.alert.id,
    AlertLink: told.link,
    RelatedAlerts: JSON.stringify(RELATED),
  });
  for (const column of ['Entities', 'ExtendedProperties', 'RemediationSteps', 'Techniques']) {
    expect(() => void JSON.parse(String(Reflect.get(row, column)))).not.toThrow();
  }
});

const MARK = /SAMPLE|"(sample|IsSample)":"?true|"labels":\["sample"\]|cs6Label=Sample|,sample\\r/;

test('a sample is marked, in whatever shape it is sent', async () => {
  const told = await message();
  const sample = await message({ extendedProperties: { sample: 'true' } });
  const shapes = [
    ...FORMATS.map((format) => (one: typeof told) => formatted(one, format)),
    securityAlertRow,
    slackMessage,
    teamsMessage,
    (one: typeof told) => alertMail(one, []),
    ({ alert }: typeof told) => csvRow(alert),
  ];
  for (const shape of shapes) {
    expect(JSON.stringify(shape(sample))).toMatch(MARK);
    expect(JSON.stringify(shape(told))).not.toMatch(MARK);
  }
  expect(cloudEvent(sample).data.sample).toBe(true);
  expect(securityAlertRow(sample).IsSample).toBe(true);
});

describe('messages for people', () => {
  test('lead to the page of the alert', async () => {
    const told = await message();
    const page = `https://warden.example.com/api/dashboard#/alerts/${told.alert.id}`;
    for (const made of [slackMessage(told), teamsMessage(told), alertMail(told, [])]) {
      expect(JSON.stringify(made)).toContain(page);
    }
  });

  test('Slack reads no mark-up in text from a log', async () => {
    const made = slackMessage(await message(hostile()));
    expect(made.text).not.toMatch(/[<>]/);
    expect(made.text.replace('\n', '')).not.toMatch(/[\p{Cc}\p{Cf}]/u);
    const texts = JSON.stringify(made.blocks);
    expect(texts).not.toContain('mrkdwn');
    expect(made.blocks.length).toBeLessThanOrEqual(50);
  });

  test('Teams reads no mark-up in text from a log', async () => {
    const made = teamsMessage(await message(hostile()));
    const [card] = made.attachments;
    expect(card?.content.type).toBe('AdaptiveCard');
    for (const block of card?.content.body ?? []) expect(block.type).toBe('RichTextBlock');
    expect(Buffer.byteLength(JSON.stringify(made))).toBeLessThan(28_000);
  });
});

test('an alert that continues another keeps its name', async () => {
  const told = await message({ continues: alertIdOf('c'.repeat(32)) });
  expect(cloudEvent(told).data.continues).toBe('c'.repeat(32));
});
