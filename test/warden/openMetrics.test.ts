import { describe, expect, test } from '@jest/globals';
import { NO_METRICS } from '../../lib/metrics/metrics';
import { openMetrics } from '../../lib/warden/openMetrics';
import { readSettings } from '../../lib/settings';

const KEY = '0f3d9c1e-5a47-4b62-9e08-6c1d2b7a8f90';
const CLIENT = '11111111-2222-4333-8444-555555555555';
const CONNECTION = { APPLICATIONINSIGHTS_CONNECTION_STRING: `InstrumentationKey=${KEY}` };

const identity = (text: string) =>
  readSettings({ APPLICATIONINSIGHTS_AUTHENTICATION_STRING: text });

describe('the identity that writes metrics', () => {
  test.each([
    [`ClientId=${CLIENT};Authorization=AAD`, CLIENT],
    [`authorization=aad; clientid=${CLIENT}`, CLIENT],
    ['Authorization=AAD', null],
  ])('%s', (text, managedIdentityClientId) => {
    const { settings, problems } = identity(text);
    expect(settings.applicationInsightsIdentity).toEqual({ managedIdentityClientId });
    expect(problems.map(({ setting }) => setting)).not.toContain(
      'APPLICATIONINSIGHTS_AUTHENTICATION_STRING',
    );
  });

  test.each([`ClientId=${CLIENT}`, 'AAD', 'Authorization=AADX'])('%s is none', (text) => {
    const { settings, problems } = identity(text);
    expect(settings.applicationInsightsIdentity).toBeNull();
    expect(problems).toContainEqual(
      expect.objectContaining({ setting: 'APPLICATIONINSIGHTS_AUTHENTICATION_STRING' }),
    );
  });
});

describe('metrics', () => {
  test('are sent where there is somebody to take them', () => {
    const { settings } = readSettings(CONNECTION);
    expect(openMetrics(settings)).not.toBe(NO_METRICS);
  });

  test.each([
    ['there is no Application Insights', {}],
    ['they are off', { ...CONNECTION, WARDEN_METRICS: 'false' }],
    ['the connection string is none', { APPLICATIONINSIGHTS_CONNECTION_STRING: 'key=1' }],
  ])('are none where %s', async (_, environment) => {
    const metrics = openMetrics(readSettings(environment).settings);
    metrics.record({
      metric: 'warden.records',
      value: 1,
      dimensions: { namespace: 'n', hub: 'h' },
    });
    expect(await metrics.flush()).toBeNull();
    expect(metrics).toBe(NO_METRICS);
  });
});
