import { expect, test } from '@jest/globals';
import { activityRecord } from '../../lib/detectors/managementCases';
import { isService } from '../../lib/management/callerClaims';
import { homeOf } from '../../lib/management/callerHome';
import { eventOf } from './eventOf';

const listing = { operation: 'listKeys/action' };

test.each([
  ['anna.huber@contoso.example', 'contoso.example'],
  ['Anna.Huber@EMEA.Contoso.Example', 'contoso.example'],
  ['anna@shop.contoso.co.uk', 'contoso.co.uk'],
  ['anna@contoso.onmicrosoft.com', 'contoso.onmicrosoft.com'],
  ['m.keller_fabrikam.example#EXT#@contoso.onmicrosoft.com', 'guest fabrikam.example'],
  ['m_keller_mail.fabrikam.com.au#EXT#@contoso.onmicrosoft.com', 'guest fabrikam.com.au'],
  ['anna.huber', ''],
  ['', ''],
])('%s belongs to %s', (caller, home) => {
  expect(homeOf(eventOf(activityRecord({ ...listing, caller })))).toBe(home);
});

test('a service belongs to nobody', () => {
  const service = eventOf(activityRecord({ ...listing, isService: true }));
  expect(homeOf(service)).toBe('');
  expect(isService(service)).toBe(true);
  expect(isService(eventOf(activityRecord(listing)))).toBe(false);
});
