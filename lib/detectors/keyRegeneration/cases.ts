import { CASE_TIME, type DetectorCase } from '../detectorCase';
import {
  activityRecord,
  inRestShape,
  managedHistory,
  PORTAL_ID,
  STRANGER,
  visitedHistory,
} from '../managementCases';
import { OTHER_IDENTITY } from '../newcomerCases';

const history = managedHistory();
const operation = 'regenerateKey/action';
const regenerated = (keyKind: string, n: number) =>
  ['Start', 'Succeeded'].map((result) =>
    activityRecord({
      operation,
      ...STRANGER,
      result,
      body: n % 2 === 0 ? JSON.stringify({ keyKind }) : { keyKind },
      correlationId: `22222222-0000-4000-8000-00000000000${n}`,
    }),
  );
const withoutRotation = managedHistory(undefined, ['keyListing', 'accountChange']);
const inPortal = [0, 1].map((n) =>
  activityRecord({ operation, applicationId: PORTAL_ID, time: CASE_TIME + n * 30_000 }),
);
const KINDS = ['primary', 'secondary', 'primaryReadonly', 'secondaryReadonly'];

export const cases: readonly DetectorCase[] = [
  {
    name: 'one key by a stranger',
    history,
    records: regenerated('primary', 1),
    expected: { severity: 'High', occurrences: 1, reason: ['1 key', 'm.keller', 'country BR'] },
  },
  {
    name: 'all four keys, in the shape of the REST API',
    history,
    records: KINDS.flatMap(regenerated).map(inRestShape),
    expected: { severity: 'High', occurrences: 4, reason: ['4 keys'] },
  },
  {
    name: 'by the usual operator with another tool',
    history,
    records: [activityRecord({ operation, applicationId: STRANGER.applicationId })],
    expected: { severity: 'Low', occurrences: 1, reason: ['tool powershell'] },
  },
  {
    name: 'by the usual operator',
    history,
    records: [activityRecord({ operation })],
    expected: null,
  },
  {
    name: 'one key in the portal, by a person who does other things here',
    history: withoutRotation,
    records: inPortal.slice(0, 1),
    expected: { severity: 'Informational', occurrences: 1, reason: ['this identity'] },
  },
  {
    name: 'both keys at once in the portal, by this person',
    history: withoutRotation,
    records: inPortal,
    expected: { severity: 'Low', occurrences: 2, reason: ['2 keys'] },
  },
  {
    name: 'refused',
    history,
    records: [activityRecord({ operation, ...STRANGER, result: 'Failure' })],
    expected: null,
  },
  {
    name: 'by a service that does other things here',
    history: withoutRotation,
    records: [activityRecord({ operation, isService: true })],
    expected: { severity: 'Informational', occurrences: 1, reason: ['this identity'] },
  },
  {
    name: 'by a person who does other things here',
    history: withoutRotation,
    records: [activityRecord({ operation })],
    expected: { severity: 'Low', occurrences: 1, reason: ['this identity'] },
  },
  {
    name: 'both keys by a person who lists them, where others come each week to do so',
    history: visitedHistory(['keyListing', 'accountChange']),
    records: inPortal,
    expected: { severity: 'Low', occurrences: 2, reason: ['2 keys', 'this identity'] },
  },
  {
    name: 'one key in the portal, by a person who did nothing here before',
    history,
    records: [activityRecord({ operation, identity: OTHER_IDENTITY, applicationId: PORTAL_ID })],
    expected: { severity: 'Low', occurrences: 1, reason: ['this identity'] },
  },
];
