import { expect, test } from '@jest/globals';

import { API_CATEGORIES, type AccountFacts } from '../../lib/coverage/accountFacts';
import { neededCategories } from '../../lib/coverage/categories';
import { exportActivityLog, exportCategories } from '../../lib/coverage/commands';
import { APIS, type Api, type Category } from '../../lib/telemetry/event';
import { bicepFile } from '../infra/bicep';
import { bicepValue } from '../infra/bicepValue';
import { factsOf, HUB, NOW, route, SHOP } from './accountFacts';

const FILE = 'shared/categories.bicep';
const nameOf = (variable: string) => bicepValue(FILE, variable) as string; // declared as texts

/** An account that is used through this API alone. */
const usedThrough = (api: Api): AccountFacts => {
  const own: Category = api === 'nosql' ? 'QueryRuntimeStatistics' : API_CATEGORIES[api];
  return factsOf([], { routes: [route({ [own]: NOW })] });
};

test.each(APIS)('%s: what coverage misses is what the templates send', (api) => {
  const needed = neededCategories(usedThrough(api)).filter((name) => name !== 'ActivityLog');
  const { [api]: sent } = bicepValue(FILE, 'accountCategories') as Record<Api, string[]>; // by API
  expect([...needed].sort()).toEqual([...sent].sort());
});

test('the Activity Log is sent as the templates send it', () => {
  const command = exportActivityLog(SHOP, HUB);
  const body = /--body "(.*)"$/.exec(command)?.[1]?.replaceAll('\\"', '"') ?? '';
  const categories = [...body.matchAll(/"category":"(\w+)"/g)].map(([, category]) => category);
  expect(categories).toEqual(bicepValue(FILE, 'activityLogCategories'));
  expect(body).toContain(`"eventHubName":"${nameOf('activityLogHub')}"`);
  expect(command).toContain(`/diagnosticSettings/${nameOf('diagnosticSettingName')}?`);
});

test('both name the rule that the templates make, and no setting of the templates is replaced', () => {
  const hubs = bicepFile('modules/eventHubs.bicep');
  const rule = /resource monitorRule 'authorizationRules' = \{\s*name: '([\w-]+)'/.exec(hubs)?.[1];
  const commands = [
    exportCategories(SHOP, ['QueryRuntimeStatistics'], HUB),
    exportActivityLog(SHOP, HUB),
  ];
  for (const command of commands)
    expect(command).toMatch(new RegExp(`/authorizationRules/${rule ?? '?'}\\\\?"`));
  const own = nameOf('diagnosticSettingName');
  expect(commands[0]).not.toContain(`--name ${own} `);
});
