import { noOperations } from '../../activity/operationKind';
import { settledHistory } from '../historyCases';
import { POSTMAN, requests } from '../newcomerCases';
import { CASE_TIME, type DetectorCase } from '../detectorCase';
import { activityRecord, controlPlaneRecord, managedHistory, STRANGER } from '../managementCases';

const HOME_LINE = '192.0.3.77';
const WEEK = 604_800_000;
const history = settledHistory({ actors: [{ address: '192.0.2.8' }] });
const script = {
  address: '192.0.2.8',
  operation: 'Create',
  resourceType: 'StoredProcedureFeed',
  status: 201,
} as const;

const path = 'sqlDatabases/shop/containers/orders/storedProcedures/clean';
const written = () => [
  controlPlaneRecord({
    operationName: 'SqlStoredProceduresCreate',
    time: CASE_TIME + 900,
    properties: { apiKind: 'Sql', operationType: 'Create', resourceUri: path },
  }),
];
const asked = (sketch = {}) =>
  ['Start', 'Success'].map((result) =>
    activityRecord({
      operation: 'sqlDatabases/containers/storedProcedures/write',
      target: `/${path}`,
      correlationId: '55555555-0000-4000-8000-000000000001',
      ...sketch,
      result,
    }),
  );

export const cases: readonly DetectorCase[] = [
  {
    name: 'a stored procedure by the application, which never wrote one',
    history,
    records: requests(1, 241, script),
    expected: {
      severity: 'Low',
      occurrences: 1,
      reason: ['1 write of a stored procedure in shop/orders', 'in 27 days of history'],
    },
  },
  {
    name: 'a trigger replaced with a tool from a new country',
    history,
    records: requests(1, 242, {
      ...script,
      operation: 'Update',
      resourceType: 'Trigger',
      status: 200,
      address: '203.0.113.9',
      userAgent: POSTMAN,
    }),
    expected: { severity: 'High', occurrences: 1, reason: ['trigger', 'country BR', 'postman'] },
  },
  {
    name: 'with a key with which the pipeline writes them, by other software',
    history: settledHistory({
      actors: [{ address: '192.0.2.8', operations: { ...noOperations(), script: 2 } }],
    }),
    records: requests(1, 246, { ...script, userAgent: POSTMAN }),
    expected: { severity: 'Medium', occurrences: 1, reason: ['others wrote them', 'postman'] },
  },
  {
    name: 'with such a key and the same software, from a home line of the same country',
    history: settledHistory({
      actors: [{ address: '192.0.2.8', operations: { ...noOperations(), script: 2 } }],
    }),
    records: requests(1, 247, { ...script, address: HOME_LINE }),
    expected: { severity: 'Medium', occurrences: 1, reason: ['others wrote them', 'network'] },
  },
  {
    name: 'by an identity that writes them with each release',
    history: settledHistory({
      actorsAt: (time) => [
        {
          address: '192.0.2.8',
          operations: { ...noOperations(), read: 10, script: time % WEEK === 0 ? 1 : 0 },
        },
      ],
    }),
    records: requests(1, 243, script),
    expected: null,
  },
  {
    name: 'refused',
    history,
    records: requests(1, 244, { ...script, status: 403 }),
    expected: null,
  },
  {
    name: 'run, not written',
    history,
    records: requests(1, 245, { ...script, operation: 'Execute', resourceType: 'StoredProcedure' }),
    expected: null,
  },
  {
    name: 'through Azure Resource Manager by a stranger, told by both logs: one write',
    history: managedHistory(),
    records: [...written(), ...asked(STRANGER)],
    expected: {
      severity: 'High',
      occurrences: 1,
      reason: ['1 write of a stored procedure in shop/orders', 'm.keller', 'country BR'],
    },
  },
  {
    name: 'the same, as the Activity Log alone tells',
    history: managedHistory(),
    records: asked(STRANGER),
    expected: { severity: 'High', occurrences: 1, reason: ['1 write of a stored procedure', 'BR'] },
  },
  {
    name: 'through Azure Resource Manager, by nobody that a log names',
    history: managedHistory(),
    records: written(),
    expected: { severity: 'Informational', occurrences: 1, reason: ['no log names'] },
  },
];
