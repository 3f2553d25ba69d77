import { expect, test } from '@jest/globals';
import { sinkSettingsSchema } from '../../lib/delivery/sinkSettings';
import { bicepFile } from './bicep';

const text = bicepFile('modules/receivers.bicep');
const part = text.slice(text.indexOf('output sinks'), text.indexOf('output topic'));

/** What a deployment may give to each member of a sink. */
const VALUES: Readonly<Record<string, unknown>> = {
  endpoint: 'https://receiver.example',
  namespace: 'hubs.example',
  eventHub: 'alerts',
  format: 'ocsf',
  ruleId: 'dcr-0123456789abcdef',
  stream: 'Custom-CosmosWardenAlert_CL',
  from: 'DoNotReply@mail.example',
  to: ['soc@example.com'],
};

test('the sinks that the template makes are some that the app takes', () => {
  const sinks = [...part.matchAll(/\{\s*type: '(\w+)'([^}]*)\}/g)].map(([, type, members = '']) => {
    const names = [...members.matchAll(/(\w+): /g)].map(([, name = '']) => name);
    return { type, ...Object.fromEntries(names.map((name) => [name, VALUES[name]])) };
  });
  expect(sinks.map(({ type }) => type)).toEqual([
    'eventGrid',
    'eventHub',
    'logAnalytics',
    'azureEmail',
  ]);
  expect(sinkSettingsSchema.safeParse(sinks).error?.issues ?? []).toEqual([]);
});
