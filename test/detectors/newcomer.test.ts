import { expect, test } from '@jest/globals';
import type { ActorHour } from '../../lib/activity/hourActivity';
import type { Facet } from '../../lib/baseline/baseline';
import { softwareIn } from '../../lib/baseline/profile/facets';
import type { ReportedThing } from '../../lib/baseline/profile/reportedThings';
import { baselineOf } from '../../lib/baseline/profile/baselineOf';
import type { DetectionContext } from '../../lib/detectors/detector';
import { unusualIn } from '../../lib/detectors/newcomer';
import { PYTHON_SDK } from '../../lib/detectors/newcomerCases';
import { dataPlaneRecord, type RequestSketch } from '../../lib/simulation/records';
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

/** What is unusual of a request, where an alert of yesterday has told of these things. */
function unusualAfter(
  reported: readonly ReportedThing[],
  known: readonly ActorHour[],
  facet: Facet,
  request: Pick<RequestSketch, 'address'> & Partial<RequestSketch>,
) {
  const profile = profileOf((DAYS - 1) * 24, () => known);
  const hour = NOW - DAY;
  profile.learn({ ...hourOfActors(hour, known), reported }, placeOf, hour);
  const baseline = baselineOf(profile, NOW, placeOf);
  const record = dataPlaneRecord({ time: NOW, account: 'shop', activityId: 'a', ...request });
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
  return unusualIn(facet, eventOf(record), context as DetectionContext);
}

/** An account of Entra identities, where an alert has told of a key from one of its networks. */
function keyFrom(address: string) {
  return unusualAfter(REPORTED, usual, 'authKind', { address });
}

/** An account of keys in two countries, where an alert has told of other software in one of them. */
function pythonFrom(address: string) {
  const known = ['84.0.9.1', '84.1.9.1'].map((one) => actorHour({ address: one }));
  const reported: readonly ReportedThing[] = [
    { facet: 'application', value: 'cosmos-python-sdk' },
    { facet: 'application', value: softwareIn('cosmos-python-sdk', 'NL') },
  ];
  return unusualAfter(reported, known, 'application', { address, userAgent: PYTHON_SDK });
}

test('a key that was reported is no news from where it was reported', () => {
  expect(keyFrom('20.0.0.1')).toBeNull();
});

test('it is from another network, known as that may be: a key is held by many', () => {
  expect(keyFrom('20.1.0.1')?.novelty.value).toBe('key primaryMasterKey');
});

test('software that was reported is no news in the country in which it was', () => {
  expect(pythonFrom('84.0.9.9')).toBeNull();
});

test('it is in another one: with a key it may be in other hands', () => {
  expect(pythonFrom('84.1.9.9')?.novelty.value).toBe('cosmos-python-sdk');
});
