import { describe, expect, test } from '@jest/globals';
import { BICEP_FILES, bicepFile, bicepResources, propertyOf } from './bicep';

const resources = bicepResources();
/** The only resource of a type. */
function resource(type: string) {
  const found = resources.filter((one) => one.type === type);
  expect(found).toHaveLength(1);
  return found[0]?.body ?? '';
}

describe('with privateNetwork', () => {
  /** Trusted services still enter what denies others; what is disabled nobody enters from outside. */
  test.each([
    ['modules/storage.bicep', "defaultAction: isPrivate ? 'Deny' : 'Allow'"],
    ['modules/eventHubs.bicep', "defaultAction: isPrivate ? 'Deny' : 'Allow'"],
    ['modules/database.bicep', "publicNetworkAccess: isPrivate ? 'Disabled' : 'Enabled'"],
    ['modules/eventGrid.bicep', "publicNetworkAccess: isPrivate ? 'Disabled' : 'Enabled'"],
  ])('%s is shut', (file, rule) => {
    expect(bicepFile(file)).toContain(rule);
  });

  test('every module that can be shut is told so', () => {
    const main = bicepFile('main.bicep');
    const shut = [...BICEP_FILES].filter(([, text]) => /^param isPrivate bool$/m.test(text));
    expect(shut.length).toBeGreaterThan(3);
    for (const [file] of shut) {
      const caller = main.includes(`'${file}'`) ? main : bicepFile('modules/receivers.bicep');
      const call = caller.slice(caller.indexOf(file.replace(/^.*\//, '')));
      expect([
        file,
        /isPrivate: (privateNetwork|isPrivate)\b/.test(call.split('\n}')[0] ?? ''),
      ]).toEqual([file, true]);
    }
  });

  test('everything that is shut has an endpoint in the network', () => {
    const groups = [...bicepFile('modules/privateAccess.bicep').matchAll(/group: '(\w+)'/g)];
    expect(groups.map(([, group]) => group).sort()).toEqual(['Sql', 'blob', 'namespace', 'topic']);
  });

  test('the app joins it, as its plan does', () => {
    expect(propertyOf(resource('Microsoft.Web/sites'), 'virtualNetworkSubnetId')).toBe(
      'isPrivate ? subnetId : null',
    );
    expect(bicepFile('modules/network.bicep')).toContain(
      "isFlex ? 'Microsoft.App/environments' : 'Microsoft.Web/serverFarms'",
    );
  });
});

describe('Entra sign-in', () => {
  const authentication = resource('Microsoft.Web/sites/config');

  test('lets nobody in without it, and needs no secret', () => {
    expect(authentication).toContain('requireAuthentication: true');
    const setting = propertyOf(authentication, 'clientSecretSettingName')?.replaceAll("'", '');
    expect(bicepFile('modules/functionApp.bicep')).toContain(`${setting}: identity.clientId`);
    expect(authentication).not.toMatch(/excludedPaths|clientSecret:/);
  });

  test('is told to the app, which then believes the headers of the platform', () => {
    const settings = /var signInSettings = ([\s\S]*?)\n {4}\}/.exec(
      bicepFile('modules/functionApp.bicep'),
    )?.[1];
    expect(settings).toMatch(/^signInClientId == ''\s+\? \{\}/);
    expect(settings).toContain("WARDEN_PLATFORM_AUTHENTICATION: 'true'");
    expect(bicepFile('main.bicep')).toMatch(/module signIn [^\n]+ = if \(signInClientId != ''\)/);
  });
});
