import { dataPlaneRecord, activityIds, type RawRecord } from '../../simulation/records';
import { CASE_TIME, type DetectorCase } from '../detectorCase';
import {
  activityRecord,
  controlPlaneRecord,
  FAR_AWAY,
  managedHistory,
  STRANGER,
} from '../managementCases';
import { OTHER_IDENTITY, PYTHON_SDK } from '../newcomerCases';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const history = managedHistory();
const TOR = '198.51.100.77';
const intel = `${TOR},tor,exits\n`;
const ids = activityIds(880);

/** Somebody with the account's key, never seen here: from Brazil, unless told otherwise. */
function visit(time: number, sketch: Readonly<Record<string, unknown>> = {}): RawRecord {
  return dataPlaneRecord({
    account: 'shop',
    address: FAR_AWAY,
    userAgent: PYTHON_SDK,
    ...sketch,
    time,
    activityId: ids(),
  });
}

const container = { operation: 'Delete', resourceType: 'Collection', status: 204 };
const listing = (time: number, sketch = {}) =>
  activityRecord({ operation: 'listKeys/action', time, ...sketch });
const visits = (time: number, sketch = {}) => [
  visit(time, sketch),
  visit(time + 5 * MINUTE, { ...sketch, ...container }),
];

/** A role over all data is given to an identity that was never here. */
const grant = (time: number) =>
  controlPlaneRecord({
    operationName: 'SqlRoleAssignmentCreateComplete',
    time,
    activityId: '88800000-0000-4000-8000-000000000001',
    properties: {
      roleAssignmentId: '88800000-0000-4000-8000-000000000002',
      associatedRoleDefinitionId: '00000000-0000-0000-0000-000000000002',
      roleAssignmentPrincipalId: OTHER_IDENTITY,
      roleAssignmentPrincipalType: 'AadUser',
    },
  });

/** The firewall lets in one address more. */
const letIn = (time: number, ranges: string) =>
  ['AccountUpdateStart', 'AccountUpdateComplete'].map((operationName, n) =>
    controlPlaneRecord({
      operationName,
      time: time + n * 1500,
      activityId: '88800000-0000-4000-8000-000000000003',
      properties: { ipRangeFilter: ranges },
    }),
  );

const start = CASE_TIME;
/** Far from all others. */
const INDIA = '100.3.0.9';

export const cases: readonly DetectorCase[] = [
  {
    name: 'keys listed by a stranger, used from a new country, a container dropped',
    history,
    records: [listing(start, STRANGER), ...visits(start + 2 * HOUR)],
    expected: {
      severity: 'High',
      occurrences: 4,
      reason: ['4 steps in 2 hours', '(2) 2 hours later', '(BR)', 'dropped'],
    },
  },
  {
    name: 'the records come in the opposite order',
    history,
    records: [...visits(start + 2 * HOUR), listing(start, STRANGER)].reverse(),
    expected: { severity: 'High', occurrences: 4, reason: ['4 steps in 2 hours'] },
  },
  {
    name: 'two days later',
    history,
    records: [listing(start, STRANGER), ...visits(start + 50 * HOUR)],
    expected: { severity: 'High', occurrences: 4, reason: ['(2) 50 hours later'] },
  },
  {
    name: 'a listing on an account that is too new to know what is usual, then Tor',
    intel,
    records: [listing(start), ...visits(start + HOUR, { address: TOR })],
    expected: { severity: 'High', occurrences: 3, reason: ['Keys or connection'] },
  },
  {
    name: 'a role given to an identity that then comes and drops a container',
    history,
    records: [grant(start), ...visits(start + HOUR, { entra: OTHER_IDENTITY })],
    expected: { severity: 'High', occurrences: 5, reason: [OTHER_IDENTITY, 'dropped'] },
  },
  {
    name: 'the firewall lets in one address, which is no alert, and that one comes',
    history,
    records: [...letIn(start, `198.51.100.7,${FAR_AWAY}`), ...visits(start + HOUR)],
    expected: {
      severity: 'High',
      occurrences: 4,
      reason: [`lets in 198.51.100.7 and ${FAR_AWAY}`],
    },
  },
  {
    name: 'keys listed in one country and used from another within a day',
    history,
    records: [listing(start, { ...STRANGER, address: INDIA }), ...visits(start + 20 * HOUR)],
    expected: { severity: 'High', occurrences: 4, reason: ['(2) 20 hours later'] },
  },
  {
    name: 'keys listed in one country, and two days later somebody comes from another',
    history,
    records: [listing(start, { ...STRANGER, address: INDIA }), ...visits(start + 50 * HOUR)],
    expected: null,
  },
  {
    name: 'keys for reading explain no access by another key',
    history,
    records: [
      listing(start, { ...STRANGER, operation: 'readonlykeys/action' }),
      ...visits(start + 2 * HOUR),
    ],
    expected: null,
  },
  {
    name: 'nothing is done after the access',
    history,
    records: [listing(start, STRANGER), visit(start + HOUR)],
    expected: null,
  },
  {
    name: 'the damage came first',
    history,
    records: [listing(start, STRANGER), visit(start + 2 * HOUR), visit(start - HOUR, container)],
    expected: null,
  },
  {
    name: 'the keys were listed after it',
    history,
    records: [...visits(start), listing(start + HOUR, STRANGER)],
    expected: null,
  },
  {
    name: 'more than a week later',
    history,
    records: [listing(start, STRANGER), ...visits(start + 8 * 24 * HOUR)],
    expected: null,
  },
  {
    name: 'the usual operator lists keys as always; a stranger comes by himself',
    history,
    records: [listing(start), ...visits(start + HOUR)],
    expected: null,
  },
  {
    name: 'another client than the one that came in drops a container',
    history,
    records: [
      listing(start, STRANGER),
      visit(start + HOUR),
      visit(start + 2 * HOUR, { ...container, address: '10.1.0.4', userAgent: undefined }),
    ],
    expected: null,
  },
];
