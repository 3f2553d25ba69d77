import { expect, test } from '@jest/globals';
import { MEASURES } from '../../../lib/baseline/baseline';
import { baselineOf } from '../../../lib/baseline/profile/baselineOf';
import { packProfile, unpackProfile } from '../../../lib/baseline/profile/packedProfile';
import { readProfile } from '../../../lib/baseline/profile/readProfile';
import { writeProfile } from '../../../lib/baseline/profile/writeProfile';
import { ACCOUNT, actorHour, ANN, DAY, MONDAY, placeOf, profileOf, volumeOf } from './synthetic';

/** Three weeks of a few clients whose figures change. */
function learned() {
  const profile = profileOf(21 * 24, (hour) =>
    [ANN, actorHour().principal].map((principal, at) =>
      actorHour({
        principal,
        address: `20.1.${at}.${hour % 5}`,
        responseBytes: 1e5 * (1 + (hour % 7)),
        containers: [volumeOf(`store/orders-${at}`, 1e5)],
      }),
    ),
  );
  return readProfile(ACCOUNT, writeProfile(profile));
}

test('what comes out is written like what went in', () => {
  const profile = learned();
  expect(writeProfile(unpackProfile(ACCOUNT, packProfile(profile)))).toEqual(writeProfile(profile));
});

test('a baseline answers the same from a packed profile', () => {
  const profile = learned();
  const now = MONDAY + 21 * DAY;
  const [plain, packed] = [profile, unpackProfile(ACCOUNT, packProfile(profile))].map((one) =>
    baselineOf(one, now, placeOf),
  );
  const asked = actorHour({ principal: ANN, address: '8.8.8.8' });
  expect(packed?.novelties(asked)).toEqual(plain?.novelties(asked));
  expect(packed?.novelties(asked)).not.toEqual([]);
  for (const measure of MEASURES) {
    for (const scope of [
      { of: 'account' },
      { of: 'actor', actor: asked },
      { of: 'peers' },
    ] as const) {
      expect(packed?.usual(measure, scope, now)).toEqual(plain?.usual(measure, scope, now));
    }
  }
  expect(packed?.usual('responseBytes', { of: 'account' }, now)?.median).toBeGreaterThan(0);
});
