import { CASE_TIME, type DetectorCase } from '../detectorCase';
import { settledHistory } from '../historyCases';
import {
  activityRecord,
  FAR_AWAY,
  inRestShape,
  managedHistory,
  PORTAL_ID,
  POWERSHELL_ID,
  STRANGER,
  visitedHistory,
} from '../managementCases';

const history = managedHistory();
const LIST = 'listKeys/action';
const visited = visitedHistory();
const COLLEAGUE = { identity: STRANGER.identity, caller: 'b.colleague@contoso.example' };
const startAndEnd = ['Start', 'Success'].map((result, n) =>
  activityRecord({
    operation: LIST,
    ...STRANGER,
    result,
    time: CASE_TIME + n * 900,
    correlationId: '11111111-0000-4000-8000-000000000001',
  }),
);

export const cases: readonly DetectorCase[] = [
  {
    name: 'by a stranger from far away with PowerShell; start and end are one',
    history,
    records: startAndEnd,
    expected: {
      severity: 'High',
      occurrences: 1,
      reason: ['1 time', 'm.keller@fabrikam.example', 'country BR', 'Azure PowerShell', '27 days'],
    },
  },
  {
    name: 'the same in the shape of the REST API, and with the older category',
    history,
    records: [
      ...startAndEnd.map(inRestShape),
      activityRecord({
        operation: 'listConnectionStrings/action',
        ...STRANGER,
        category: 'Action',
        correlationId: '11111111-0000-4000-8000-000000000002',
      }),
    ],
    expected: { severity: 'High', occurrences: 2, reason: ['2 times'] },
  },
  {
    name: 'by the usual operator from a country where nobody ever was',
    history,
    records: [activityRecord({ operation: LIST, address: FAR_AWAY })],
    expected: { severity: 'Low', occurrences: 1, reason: ['country BR'] },
  },
  {
    name: 'by the usual operator from another network of the same country, over IPv6',
    history,
    records: [activityRecord({ operation: LIST, address: '2001:db8:7::1' })],
    expected: { severity: 'Informational', occurrences: 1, reason: ['2001:db8:7::1', 'network'] },
  },
  {
    name: 'by the usual operator as each day',
    history,
    records: [
      activityRecord({ operation: LIST }),
      activityRecord({ operation: 'readonlykeys/action' }),
    ],
    expected: null,
  },
  {
    name: 'refused, and never ended',
    history,
    records: [
      activityRecord({ operation: LIST, ...STRANGER, result: 'Failure' }),
      activityRecord({ operation: LIST, ...STRANGER, result: 'Start' }),
    ],
    expected: null,
  },
  {
    name: 'without an identity, from a known place',
    history,
    records: [{ ...activityRecord({ operation: LIST }), identity: undefined, properties: '{}' }],
    expected: null,
  },
  {
    name: 'on an account that is too new to tell',
    records: startAndEnd,
    expected: null,
  },
  {
    name: 'by a colleague who opens the account in the portal for the first time',
    history,
    records: [
      activityRecord({
        operation: LIST,
        identity: STRANGER.identity,
        caller: 'b.colleague@emea.contoso.example',
        applicationId: PORTAL_ID,
      }),
    ],
    expected: { severity: 'Informational', occurrences: 1, reason: ['this identity'] },
  },
  {
    name: 'by a colleague with the usual tool',
    history,
    records: [
      activityRecord({
        operation: LIST,
        identity: STRANGER.identity,
        caller: 'b.colleague@contoso.example',
      }),
    ],
    expected: { severity: 'Low', occurrences: 1, reason: ['this identity'] },
  },
  {
    name: 'by a service of which nothing is known, where new colleagues come each week',
    history: visited,
    records: [activityRecord({ operation: LIST, identity: STRANGER.identity, isService: true })],
    expected: { severity: 'Low', occurrences: 1, reason: ['this identity'] },
  },
  {
    name: 'by another colleague there, with a tool that nobody uses',
    history: visited,
    records: [activityRecord({ operation: LIST, ...COLLEAGUE, applicationId: POWERSHELL_ID })],
    expected: { severity: 'Low', occurrences: 1, reason: ['this identity'] },
  },
  {
    name: 'by another colleague there, in the portal or with the usual tool',
    history: visited,
    records: [PORTAL_ID, undefined].map((applicationId) =>
      activityRecord({ operation: LIST, ...COLLEAGUE, ...(applicationId && { applicationId }) }),
    ),
    expected: null,
  },
  {
    name: 'by a guest, from a known place in the portal',
    history,
    records: [
      activityRecord({
        operation: LIST,
        identity: STRANGER.identity,
        caller: 'm.keller_fabrikam.example#EXT#@contoso.onmicrosoft.com',
        applicationId: PORTAL_ID,
      }),
    ],
    expected: { severity: 'Low', occurrences: 1, reason: ['organisation guest fabrikam.example'] },
  },
  {
    name: 'by the usual operator from a country from which the data is used',
    history: [
      ...settledHistory({ actors: [{ address: '203.0.113.40' }] }).slice(0, -24 * 7),
      ...managedHistory().slice(-24 * 7 - 24 * 14),
    ]
      .sort((a, b) => a.hour - b.hour)
      .filter(({ hour }, n, all) => hour !== all[n - 1]?.hour),
    records: [activityRecord({ operation: LIST, address: FAR_AWAY })],
    expected: { severity: 'Informational', occurrences: 1, reason: ['network 203.0.113.0/24'] },
  },
];
