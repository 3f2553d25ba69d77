import { describe, expect, test } from '@jest/globals';
import { baselineOf } from '../../../lib/baseline/profile/baselineOf';
import { sweeperValue } from '../../../lib/baseline/profile/managementFacets';
import { Profile } from '../../../lib/baseline/profile/profile';
import { readProfile } from '../../../lib/baseline/profile/readProfile';
import { writeProfile } from '../../../lib/baseline/profile/writeProfile';
import { taughtBy } from '../../../lib/baseline/teaching/untaught';
import { CASE_HOUR } from '../../../lib/detectors/historyCases';
import {
  managedHistory,
  OFFICE,
  subscriptionHistory,
} from '../../../lib/detectors/managementCases';
import { SHOP_IDENTITY } from '../../../lib/detectors/newcomerCases';
import type { HourActivity } from '../../../lib/activity/hourActivity';
import { entraPrincipal } from '../../../lib/telemetry/principal';

const nowhere = () => null;
const principal = entraPrincipal(SHOP_IDENTITY);

function learned(history: readonly HourActivity[]): Profile {
  const [first] = history;
  if (first === undefined) throw new RangeError('no history');
  const profile = new Profile(first.account);
  for (const hour of history) profile.learn(hour, nowhere, CASE_HOUR);
  return profile;
}

describe('a profile', () => {
  const profile = learned(managedHistory());
  const baseline = baselineOf(profile, CASE_HOUR, nowhere);

  test('knows who does what, from where and with what', () => {
    const deed = { kind: 'keyListing', principal, address: OFFICE, tool: 'azure-cli' } as const;
    expect(baseline.noveltiesOfDeed(deed)).toEqual([]);
    const stranger = { ...deed, principal: entraPrincipal('stranger'), tool: 'powershell' };
    const facets = baseline.noveltiesOfDeed(stranger).map(({ facet }) => facet);
    expect(facets).toEqual(['manager', 'managerTool']);
    expect(baseline.noveltiesOfDeed(stranger)[0]?.surprise).toBeGreaterThan(0.9);
  });

  test('knows how the account was set up', () => {
    expect(baseline.knows('accountState', 'firewall listed')).toBe(true);
    expect(baseline.knows('accountState', 'firewall none')).toBe(false);
  });

  test('keeps the clients of the data out of it', () => {
    expect(baseline.knows('principal', `entra ${SHOP_IDENTITY}`)).toBe(false);
    expect(baseline.knows('application', 'azure-cli')).toBe(false);
  });

  test('keeps it when stored', () => {
    const document: unknown = JSON.parse(JSON.stringify(writeProfile(profile)));
    const again = baselineOf(readProfile(profile.account, document), CASE_HOUR, nowhere);
    expect(again.knows('manager', `entra ${SHOP_IDENTITY} keyListing`)).toBe(true);
  });
});

test('the profile of a subscription knows who lists many keys as a habit, without any request', () => {
  const profile = learned(subscriptionHistory(['demo/a', 'demo/b', 'demo/c']));
  const baseline = baselineOf(profile, CASE_HOUR, nowhere);
  expect(baseline.stage).toBe('established');
  expect(baseline.knows('manager', sweeperValue(principal))).toBe(true);
  const ofTwo = learned(subscriptionHistory(['demo/a', 'demo/b']));
  const known = baselineOf(ofTwo, CASE_HOUR, nowhere);
  expect(known.knows('manager', sweeperValue(principal))).toBe(false);
});

test('what an open alert is about teaches nothing, nor does a state of its hours', () => {
  const hour = managedHistory().find(({ deeds = [] }) => deeds.length > 0);
  if (hour === undefined) throw new RangeError('no hour with deeds');
  const times = { firstHour: hour.hour, lastHour: hour.hour };
  const about = (address: string) =>
    taughtBy(hour, [{ ...times, who: { addresses: new Set([address]) }, reported: [] }]).deeds ??
    [];
  expect(about(OFFICE)).toEqual([]);
  expect(about('203.0.113.1').map(({ kind }) => kind)).toContain('keyListing');
  expect(about('203.0.113.1').map(({ kind }) => kind)).not.toContain('state');
});

test('history from a source that knows no managers makes nobody strange', () => {
  // The hours of `managedHistory` without their deeds, as Log Analytics tells of them.
  const profile = learned(
    managedHistory().map(({ account, hour, actors }) => ({ account, hour, actors })),
  );
  const baseline = baselineOf(profile, CASE_HOUR, nowhere);
  expect(baseline.stage).toBe('established');
  const deed = { kind: 'keyListing', principal, address: OFFICE, tool: 'azure-cli' } as const;
  for (const { surprise } of baseline.noveltiesOfDeed(deed)) expect(surprise).toBeLessThan(0.6);
});
