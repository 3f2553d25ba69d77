import { readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import { bicepFile, bicepResources, propertyOf, textsIn, type BicepResource } from './bicep';
import { bicepValue } from './bicepValue';

/** https://learn.microsoft.com/azure/role-based-access-control/built-in-roles */
const BUILT_IN_NAMES: Readonly<Record<string, string>> = {
  'd5a91429-5739-47e2-a06b-3470a27159e7': 'EventGrid Data Sender',
  'a638d3c7-ab3a-418d-83e6-5f17a39d4fde': 'Azure Event Hubs Data Receiver',
  '2b629674-e913-4c01-ae53-ef4638d8f975': 'Azure Event Hubs Data Sender',
  '73c42c96-874c-492b-b04d-ab87d138a893': 'Log Analytics Reader',
  '3913510d-42f4-4e42-8a64-420c390055eb': 'Monitoring Metrics Publisher',
  'ba92f5b4-2d11-453d-a403-e96b0029c9fe': 'Storage Blob Data Contributor',
  'b7e6dc6d-f1e8-4753-8033-0f276bb0955b': 'Storage Blob Data Owner',
};

const ASSIGNMENTS = [
  'Microsoft.Authorization/roleAssignments',
  'Microsoft.DocumentDB/databaseAccounts/sqlRoleAssignments',
];
const DEFINITIONS = [
  'Microsoft.Authorization/roleDefinitions',
  'Microsoft.DocumentDB/databaseAccounts/sqlRoleDefinitions',
];

const resources = bicepResources();
const assignments = resources.filter(({ type }) => ASSIGNMENTS.includes(type));
const definitions = resources.filter(({ type }) => DEFINITIONS.includes(type));

/** The rows of the tables of docs/security.md, cell by cell. */
const rows = readFileSync('docs/security.md', 'utf8')
  .split('\n')
  .filter((line) => line.startsWith('| '))
  .map((line) =>
    line
      .slice(1, -1)
      .split('|')
      .map((cell) => cell.trim()),
  );

/** Name of the role, as the portal shows it, up to where the name of one deployment follows. */
function nameOf({ body }: BicepResource): string {
  const [name = ''] = textsIn(propertyOf(body, 'roleName') ?? '');
  return name.replace(/ \(\$\{.*$/, '');
}

/** The role that an assignment gives. */
function roleOf({ file, body }: BicepResource): string {
  const builtIn = /builtInRoles\.(\w+)\s*\)\s*}\s*$/.exec(body)?.[1];
  if (builtIn !== undefined) {
    const ids = bicepValue('shared/roles.bicep', 'builtInRoles');
    const id: unknown = Reflect.get(Object(ids) as object, builtIn);
    return BUILT_IN_NAMES[String(id)] ?? `unknown role ${String(id)}`;
  }
  const symbol = propertyOf(body, 'roleDefinitionId')?.replace('.id', '');
  const definition = definitions.find((one) => one.file === file && one.symbol === symbol);
  return definition === undefined ? `unreadable role in ${file}` : nameOf(definition);
}

test('docs/security.md has each role that is given, and no other', () => {
  const given = assignments.map((one) => `${roleOf(one)}: \`${one.file}\` \`${one.symbol}\``);
  const documented = rows
    .filter(([, , , , place]) => place?.startsWith('`'))
    .map(([, role = '', , , place = '']) => `${role}: ${place}`);
  expect(given.length).toBeGreaterThan(10);
  expect(documented.sort()).toEqual(given.sort());
});

test('each of its rows says who, where and why', () => {
  const documented = rows.filter(([, , , , place]) => place?.startsWith('`'));
  for (const [identity, , scope, reason] of documented) {
    expect([identity, scope, reason]).toEqual(Array(3).fill(expect.stringMatching(/\w{3}/)));
  }
});

describe('roles of our own', () => {
  const known = new Map(
    rows.filter((row) => row.length === 2).map(([role = '', actions = '']) => [role, actions]),
  );

  test.each(definitions.map((one) => [nameOf(one), one] as const))('%s', (name, definition) => {
    const list = /(?:dataA|a)ctions: (\[[^\]]*\]|\w+)/.exec(definition.body)?.[1] ?? '';
    const texts = list.startsWith('[')
      ? textsIn(list)
      : textsIn(
          /var identityActions = \[[^\]]*\]/.exec(bicepFile('policies/identityRole.bicep'))?.[0] ??
            '',
        );
    const actions = texts.map((text) =>
      text.replace('${dataActions}/', '').replace(/^.*\/(readMetadata)$/, '$1'),
    );
    const documented = [...(known.get(name) ?? '').matchAll(/`([^`]+)`/g)].map(([, one]) => one);
    expect(actions.length).toBeGreaterThan(0);
    expect(actions).toEqual(documented);
    expect(actions.filter((action) => action.includes('*'))).toEqual([]);
  });
});

test('nobody gets a role on a watched account, a resource group or a subscription of the app', () => {
  const wide = assignments.filter(({ body }) => !/\n\s*scope: /.test(body));
  expect(wide.map(({ file }) => file).sort()).toEqual([
    'onboard-management-group.bicep',
    'onboard-subscription.bicep',
  ]);
});

test('no template of ours declares a watched account', () => {
  const accounts = resources.filter(({ type }) => type === 'Microsoft.DocumentDB/databaseAccounts');
  expect(accounts.map(({ file }) => file)).toEqual(['modules/database.bicep']);
});

test('Event Hubs alone keeps keys on, since diagnostic settings write with them', () => {
  const on = resources.filter(({ body }) => propertyOf(body, 'disableLocalAuth') === 'false');
  expect(on.map(({ type }) => type)).toEqual(['Microsoft.EventHub/namespaces']);
  const off = resources.filter(({ body }) =>
    /(?:disableLocalAuth|DisableLocalAuth): true|allowSharedKeyAccess: false/.test(body),
  );
  expect(off.map(({ type }) => type).sort()).toEqual([
    'Microsoft.Communication/communicationServices',
    'Microsoft.DocumentDB/databaseAccounts',
    'Microsoft.EventGrid/topics',
    'Microsoft.Insights/components',
    'Microsoft.OperationalInsights/workspaces',
    'Microsoft.Storage/storageAccounts',
  ]);
});
