import { expect, test } from '@jest/globals';
import type { ReportedThing } from '../../lib/baseline/profile/reportedThings';
import { baselineOf } from '../../lib/baseline/profile/baselineOf';
import type { DetectionContext } from '../../lib/detectors/detector';
import { unusualIn } from '../../lib/detectors/newcomer';
import { dataPlaneRecord } from '../../lib/simulation/records';
import {
  DAY,
  placeOf,
  profileOf,
  actorHour,
  hourOfActors,
  MONDAY,
} from '../baseline/profile/synthetic';
import { eventOf } from '../management/eventOf';
import { TEST_THRESHOLDS } from '../pipeline/testPipeline';

const DAYS = 21;
const NOW = MONDAY + DAYS * DAY;
const usual = [
  actorHour({ principal: { kind: 'entra', id: 'app' } }),
  actorHour({ principal: { kind: 'entra', id: 'app' }, address: '20.1.0.1' }),
];
const REPORTED: readonly ReportedThing[] = [
  { facet: 'authKind', value: 'key primaryMasterKey' },
  { facet: 'network', value: '20.0.0.0/24' },
];

/** An account of Entra identities, where an alert has told of a key from one of its networks. */
function keyFrom(address: string) {
  const profile = profileOf((DAYS - 1) * 24, () => usual);
  const hour = NOW - DAY;
  profile.learn({ ...hourOfActors(hour, usual), reported: REPORTED }, placeOf, hour);
  const baseline = baselineOf(profile, NOW, placeOf);
  const event = eventOf(dataPlaneRecord({ time: NOW, account: 'shop', activityId: 'a', address }));
  const context: Pick<
    DetectionContext,
    'baseline' | 'novelties' | 'placeOf' | 'thresholds' | 'country'
  > = {
    baseline: () => baseline,
    novelties: ({ principal, clientIp, application }) =>
      baseline.novelties({ principal, address: clientIp, application: application.family }),
    placeOf,
    country: (one) => placeOf(one)?.country ?? null,
    thresholds: TEST_THRESHOLDS,
  };
  // What is asked of a newcomer is all there.
  return unusualIn('authKind', event, context as DetectionContext);
}

test('a key that was reported is no news from where it was reported', () => {
  expect(keyFrom('20.0.0.1')).toBeNull();
});

test('it is from another network, known as that may be: a key is held by many', () => {
  expect(keyFrom('20.1.0.1')?.novelty.value).toBe('key primaryMasterKey');
});
