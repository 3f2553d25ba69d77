import { expect, test } from '@jest/globals';
import {
  activityRecord,
  CLI_ID,
  PORTAL_ID,
  POWERSHELL_ID,
} from '../../lib/detectors/managementCases';
import { callerTexts, toolOf } from '../../lib/management/callerClaims';
import type { RawRecord } from '../../lib/simulation/records';
import { eventOf } from './eventOf';

const APP = '12345678-0000-4000-8000-000000000000';
const of = (claims: RawRecord) =>
  eventOf({ ...activityRecord({ operation: 'listKeys/action' }), identity: { claims } });

test.each([
  [POWERSHELL_ID, 'Azure PowerShell', 'powershell'],
  [CLI_ID, 'Azure CLI', 'azure-cli'],
  [PORTAL_ID, 'the Azure portal', 'azure-portal'],
  [APP, 'an application of its own (Terraform, a pipeline or a service)', `app ${APP}`],
])('the tool behind appid %s', (appid, text, tool) => {
  const event = of({ appid, idtyp: 'user' });
  expect(callerTexts(event)).toMatchObject({ tool: text });
  expect(callerTexts(event)['inferredFrom']).toContain(`claim appid ${appid}`);
  expect(toolOf(event)).toBe(tool);
});

test.each([
  [{ appid: APP, xms_mirid: '/subscriptions/x/web/app' }, 'managed identity', 'xms_mirid'],
  [{ appid: APP, idtyp: 'app', appidacr: '2' }, 'service principal', 'idtyp app'],
  [{ appid: APP, appidacr: '1' }, 'service principal with a secret', 'appidacr 1'],
  [{ appid: APP, appidacr: '2' }, 'service principal with a certificate', 'appidacr 2'],
  [{ appid: CLI_ID, appidacr: '0' }, 'user', 'appidacr 0'],
])('%j', (claims, kind, claim) => {
  const texts = callerTexts(of(claims));
  expect(texts['identityKind']).toBe(kind);
  expect(texts['inferredFrom']).toContain(`kind of identity from claim ${claim}`);
});

test('a record without an identity infers nothing', () => {
  const record = { ...activityRecord({ operation: 'listKeys/action' }), identity: 'nobody' };
  expect(callerTexts(eventOf(record))).toEqual({});
  expect(toolOf(eventOf(record))).toBe('unknown');
});
