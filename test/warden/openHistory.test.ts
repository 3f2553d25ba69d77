import { expect, test } from '@jest/globals';
import { openHistory } from '../../lib/warden/openHistory';
import { readSettings } from '../../lib/settings';

const WORKSPACE = '11111111-1111-1111-1111-111111111111';

test('without a workspace there is no history to ask', async () => {
  expect(await openHistory(readSettings({}).settings)).toBeNull();
});

test('with one it reaches back as far as the settings say', async () => {
  const { settings, problems } = readSettings({
    WARDEN_LOG_ANALYTICS_WORKSPACES: WORKSPACE,
    WARDEN_LOG_ANALYTICS_DAYS: '21',
  });
  expect(problems.filter(({ setting }) => setting.includes('LOG_ANALYTICS'))).toEqual([]);
  expect((await openHistory(settings))?.reach).toBe(21 * 86_400_000);
});
