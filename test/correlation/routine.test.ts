import { describe, expect, test } from '@jest/globals';
import { CASE_TIME } from '../../lib/detectors/detectorCase';
import {
  activityRecord,
  controlPlaneRecord,
  FAR_AWAY,
  STRANGER,
} from '../../lib/detectors/managementCases';
import { MemoryStore } from '../../lib/storage/memoryStore';
import type { RawRecord } from '../../lib/simulation/records';
import { chainsIn, DROP, instance, letIn, messagesOf, visit } from './chainStory';

const RECEIVER = '00000000-0000-4000-8000-0000000000aa';
const ASSIGNMENT = '99900000-0000-4000-8000-0000000000c1';
const id = (n: number) => `99900000-0000-4000-8000-0000000000${n}`;

/** The usual operator, who does everything here each day, unless told otherwise. */
function asked(operation: string, n: number, sketch = {}): readonly RawRecord[] {
  return ['Start', 'Success'].map((result, step) =>
    activityRecord({
      operation,
      time: CASE_TIME + step * 900,
      correlationId: id(n),
      ...sketch,
      result,
    }),
  );
}

/** A role over the data, as ControlPlaneRequests tells of it. */
const GIVEN = ['Start', 'Complete'].map((suffix, step) =>
  controlPlaneRecord({
    operationName: `SqlRoleAssignmentCreate${suffix}`,
    time: CASE_TIME + step * 1100,
    activityId: id(31),
    properties: {
      roleAssignmentId: ASSIGNMENT,
      associatedRoleDefinitionId: '00000000-0000-0000-0000-000000000002',
      roleAssignmentPrincipalId: RECEIVER,
    },
  }),
);
const GIVE = 'sqlRoleAssignments/write';
const OF_ROLE = {
  target: `/sqlRoleAssignments/${ASSIGNMENT}`,
  body: {
    properties: {
      principalId: RECEIVER,
      roleDefinitionId: '/sqlRoleDefinitions/00000000-0000-0000-0000-000000000002',
    },
  },
};
const LET_IN = letIn(0, 41);
const BODY = { properties: { ipRules: [{ ipAddressOrRange: FAR_AWAY }] } };

const BY_ROLE = [
  visit(100, { entra: RECEIVER }),
  visit(110, { entra: RECEIVER, ...DROP, container: 'orders' }),
];
const BY_NETWORK = [visit(100), visit(110, { ...DROP, container: 'orders' })];

async function chains(records: readonly RawRecord[]): Promise<number> {
  const store = new MemoryStore();
  const app = instance(store);
  for (const message of messagesOf(records)) await app.process([message]);
  return (await chainsIn(store)).length;
}

describe.each([
  [
    'a role',
    GIVEN,
    (n: number, sketch?: object) => asked(GIVE, n, { ...OF_ROLE, ...sketch }),
    BY_ROLE,
  ],
  [
    'a network',
    LET_IN,
    (n: number, sketch?: object) => asked('write', n + 10, { body: BODY, ...sketch }),
    BY_NETWORK,
  ],
])('%s that is given', (_, changed, ask, theft) => {
  const byUsual = ask(31);
  const byStranger = ask(31, STRANGER);

  test('by who does so as a routine is no way in, whichever log tells of it first', async () => {
    expect(await chains([...changed, ...byUsual, ...theft])).toBe(0);
    expect(await chains([...byUsual, ...changed, ...theft])).toBe(0);
    expect(await chains([...theft, ...byUsual, ...changed])).toBe(0);
  });

  test('by a stranger is one', async () => {
    expect(await chains([...changed, ...byStranger, ...theft])).toBe(1);
    expect(await chains([...byStranger, ...changed, ...theft])).toBe(1);
  });

  test('by a stranger on a day on which the usual operator did so too is one', async () => {
    expect(await chains([...byUsual, ...changed, ...ask(32, STRANGER), ...theft])).toBe(1);
  });

  test('by somebody whom no log names is one', async () => {
    expect(await chains([...changed, ...theft])).toBe(1);
  });
});

test('what the usual operator never did before is a way in', async () => {
  const opened = ['Start', 'Complete'].map((suffix, step) =>
    controlPlaneRecord({
      operationName: `AccountUpdate${suffix}`,
      time: CASE_TIME + step * 1100,
      activityId: id(41),
      properties: { ipRangeFilter: '0.0.0.0/0' },
    }),
  );
  const byUsual = asked('write', 41);
  expect(await chains([...byUsual, ...opened, ...BY_NETWORK])).toBe(1);
});
