import { expect, test } from '@jest/globals';
import type { AlertId } from '../../lib/alerts/alert';
import { NO_FACTS, type Facts } from '../../lib/alerts/facts';
import { pathsIn } from '../../lib/detectors/attackChain/paths';
import type { AlertLink, DeedLink, Link, Opening } from '../../lib/detectors/attackChain/link';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const KEY = 'key primaryMasterKey';
const HOME = '198.51.100.7';
/** An address of Azure, and one of nobody in particular. */
const [IN_AZURE, ELSEWHERE] = ['20.42.0.9', '203.0.113.9'];
const THIEF = { addresses: [ELSEWHERE], countries: ['BR'], principals: [KEY] };
const LISTER = { addresses: ['192.0.2.80'], countries: ['DE'], principals: ['entra lister'] };

/** At this hour, by this client. */
type Who = Partial<Facts>;

function deed(opening: Opening, hour: number, who: Who = LISTER): DeedLink {
  const time = hour * HOUR;
  const id = `${opening.kind} ${hour}`;
  const facts = { ...NO_FACTS, ...who };
  // Ids of alerts are opaque.
  return {
    kind: 'deed',
    id,
    opening,
    toldBy: id as AlertId,
    startTime: time,
    endTime: time,
    facts,
  };
}

function alert(step: 'entry' | 'impact', hour: number, sketch: Partial<AlertLink> = {}): AlertLink {
  return {
    kind: 'alert',
    // Ids of alerts are opaque.
    id: `${step} ${hour}` as AlertId,
    step,
    accountId: 'shop',
    alertType: step,
    title: step,
    reason: '',
    severity: 'Low',
    confidence: 0.5,
    api: 'nosql',
    isNewcomer: step === 'entry',
    isStranger: step === 'entry',
    isFromNewPlace: false,
    opening: null,
    startTime: hour * HOUR,
    endTime: hour * HOUR,
    facts: { ...NO_FACTS, ...THIEF },
    ...sketch,
  };
}

const by = (who: Who): Pick<AlertLink, 'facts'> => ({ facts: { ...NO_FACTS, ...THIEF, ...who } });
const fromBrazil = { newCountry: 'BR', isFromNewPlace: true };
const keys: Opening = { kind: 'keys', readOnly: false };
const everybody: Opening = { kind: 'network', ranges: null };
const azure: Opening = { kind: 'network', ranges: ['0.0.0.0'] };
const visitor = 'entra visitor';
const granted: Opening = { kind: 'role', principal: 'visitor' };

const tied: readonly (readonly [string, readonly Link[]])[] = [
  [
    'keys used from elsewhere within a day',
    [deed(keys, 0), alert('entry', 23), alert('impact', 24)],
  ],
  [
    'keys used from the same new country days later',
    [
      deed(keys, 0, { ...LISTER, countries: ['BR'] }),
      alert('entry', 100, fromBrazil),
      alert('impact', 101),
    ],
  ],
  [
    'keys used from the same new network days later',
    [
      deed(keys, 0, { ...LISTER, addresses: ['203.0.113.77'] }),
      alert('entry', 100, { isFromNewPlace: true }),
      alert('impact', 101),
    ],
  ],
  [
    'the newcomer changes the address within the new country',
    [
      deed(keys, 0),
      alert('entry', 2, fromBrazil),
      alert('impact', 3, by({ addresses: ['192.0.2.1'] })),
    ],
  ],
  [
    'a stranger who made the way in does the damage',
    [deed(keys, 0), alert('entry', 2), alert('impact', 3, { ...by(LISTER), isStranger: true })],
  ],
  [
    'the identity that was given a role, from anywhere',
    [
      deed(granted, 0),
      alert('entry', 90, by({ principals: [visitor] })),
      alert('impact', 99, by({ principals: [visitor], addresses: [HOME] })),
    ],
  ],
  [
    'everybody let in, and one comes from a new place',
    [deed(everybody, 0), alert('entry', 90, { isFromNewPlace: true }), alert('impact', 91)],
  ],
  [
    'all of Azure let in, and one comes from there',
    [
      deed(azure, 0),
      alert('entry', 9, by({ addresses: [IN_AZURE] })),
      alert('impact', 9, by({ addresses: [IN_AZURE] })),
    ],
  ],
];

const untied: readonly (readonly [string, readonly Link[]])[] = [
  [
    'keys used from elsewhere more than a day later',
    [deed(keys, 0), alert('entry', 30, fromBrazil), alert('impact', 31)],
  ],
  [
    'a country in common where it is not new',
    [deed(keys, 0, { ...LISTER, countries: ['BR'] }), alert('entry', 30), alert('impact', 31)],
  ],
  [
    'somebody else in the new country with another key',
    [
      deed(keys, 0),
      alert('entry', 2, fromBrazil),
      alert('impact', 3, by({ addresses: [HOME], principals: ['key secondaryMasterKey'] })),
    ],
  ],
  [
    'a known one who made the way in does more',
    [deed(keys, 0), alert('entry', 2), alert('impact', 3, by(LISTER))],
  ],
  [
    'damage from where an impossible journey began',
    [
      deed(keys, 0),
      alert('entry', 2, { ...by({ addresses: [HOME, ELSEWHERE] }), ...fromBrazil }),
      alert('impact', 3, by({ addresses: [HOME], countries: ['US'] })),
    ],
  ],
  [
    'everybody let in, and one comes from a known place',
    [deed(everybody, 0), alert('entry', 1), alert('impact', 2)],
  ],
  [
    'all of Azure let in, and one comes from elsewhere',
    [deed(azure, 0), alert('entry', 1, fromBrazil), alert('impact', 2)],
  ],
  [
    'an address let in, and another one comes',
    [
      deed({ kind: 'network', ranges: [HOME, '192.0.2.0/24'] }, 0),
      alert('entry', 1, fromBrazil),
      alert('impact', 2),
    ],
  ],
  [
    'a role given, and another identity comes',
    [deed(granted, 0), alert('entry', 1, fromBrazil), alert('impact', 2)],
  ],
  [
    'more than a week later',
    [
      deed(everybody, 0),
      alert('entry', (8 * DAY) / HOUR, { isFromNewPlace: true }),
      alert('impact', (8 * DAY) / HOUR + 1),
    ],
  ],
];

test.each(tied)('%s: tied', (_, links) => {
  expect(pathsIn(links)).toHaveLength(1);
  expect(pathsIn([...links].reverse())).toHaveLength(1);
});

test.each(untied)('%s: not tied', (_, links) => {
  expect(pathsIn(links)).toEqual([]);
});
