import { describe, expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import { chainSteps } from '../../lib/detectors/attackChain/steps';
import { CASE_TIME } from '../../lib/detectors/detectorCase';
import { activityRecord, STRANGER } from '../../lib/detectors/managementCases';
import { MemoryStore } from '../../lib/storage/memoryStore';
import { accountResource, type RawRecord } from '../../lib/simulation/records';
import { storedAlerts } from '../pipeline/testPipeline';
import { chainsIn, DROP, instance, listing, messagesOf, MINUTE, visit } from './chainStory';

const GRANTEE = '00000000-0000-4000-8000-0000000000aa';
const CONTRIBUTOR = 'b24988ac-6180-42a0-ab88-20f7382dd24c';
const SUBSCRIPTION = accountResource('shop').split('/', 3).join('/');
const OTHER_SUBSCRIPTION = '/SUBSCRIPTIONS/99990000-0000-4000-8000-000000000000';

/** The role Contributor, given by a stranger. @param after minutes */
function grantOver(scope: string, after = 0): readonly RawRecord[] {
  const assignment = `/PROVIDERS/MICROSOFT.AUTHORIZATION/ROLEASSIGNMENTS/${GRANTEE.toUpperCase()}`;
  return ['Start', 'Success'].map((result, step) =>
    activityRecord({
      operation: 'Microsoft.Authorization/roleAssignments/write',
      resourceId: `${scope}${assignment}`,
      time: CASE_TIME + after * MINUTE + step * 900,
      correlationId: '99900000-0000-4000-8000-0000000000b1',
      ...STRANGER,
      result,
      body: {
        properties: {
          principalId: GRANTEE,
          principalType: 'User',
          roleDefinitionId: `${SUBSCRIPTION}/providers/Microsoft.Authorization/roleDefinitions/${CONTRIBUTOR}`,
          scope: scope.toLowerCase(),
        },
      },
    }),
  );
}

/** Who was given the role comes in from Brazil and drops a container. */
const THEFT = [
  visit(100, { entra: GRANTEE }),
  visit(110, { entra: GRANTEE, ...DROP, container: 'orders' }),
];

async function after(records: readonly RawRecord[], size = 1) {
  const store = new MemoryStore();
  const app = instance(store);
  const messages = messagesOf(records);
  for (let at = 0; at < messages.length; at += size) {
    await app.process(messages.slice(at, at + size));
  }
  return store;
}

async function stepsAfter(records: readonly RawRecord[], size = 1) {
  const chains = await chainsIn(await after(records, size));
  return chains.map((chain) => ({
    id: chain.id,
    steps: chainSteps(chain).map(({ step, alertType }) => `${step} ${alertType ?? 'deed'}`),
  }));
}

describe('a role given above an account', () => {
  test.each([
    ['its subscription', SUBSCRIPTION],
    ['its resource group', `${SUBSCRIPTION}/RESOURCEGROUPS/DEMO`],
  ])('over %s is a link of its chain', async (_, scope) => {
    const store = await after([...grantOver(scope), ...THEFT]);
    const [chain, ...more] = await chainsIn(store);
    expect(more).toEqual([]);
    expect(chain?.accountId).toBe(accountResource('shop').toLowerCase());
    const [first] = chainSteps(chain ?? { extendedProperties: {} });
    expect(first).toMatchObject({ step: 'means', alertType: 'CosmosDB_RoleEscalation' });
    const grant = (await storedAlerts(store)).find(({ id }) => id === first?.alertId);
    expect(grant?.accountId).toBe(SUBSCRIPTION.toLowerCase());
    expect(grant?.extendedProperties['relatedAlerts']).toContain(chain?.id);
  });

  test.each([
    ['another resource group', `${SUBSCRIPTION}/RESOURCEGROUPS/DEMO-2`],
    ['a group whose name its own begins with', `${SUBSCRIPTION}/RESOURCEGROUPS/DEM`],
    ['another subscription', OTHER_SUBSCRIPTION],
  ])('over %s is none', async (_, scope) => {
    expect(await stepsAfter([...grantOver(scope), ...THEFT])).toEqual([]);
  });

  test('any order and any cuts: the same chain', async () => {
    const records = [...grantOver(`${SUBSCRIPTION}/RESOURCEGROUPS/DEMO`), ...THEFT];
    const expected = await stepsAfter(records);
    expect(expected).toHaveLength(1);
    await fc.assert(
      fc.asyncProperty(
        fc.shuffledSubarray(records, { minLength: records.length }),
        fc.integer({ min: 1, max: 4 }),
        async (shuffled, size) => expect(await stepsAfter(shuffled, size)).toEqual(expected),
      ),
      { numRuns: 20 },
    );
  });

  test('is a link where who has it then lists the keys that somebody comes in with', async () => {
    const byGrantee = listing(50, 71, { identity: GRANTEE, caller: 'new@fabrikam.example' });
    const theft = [visit(100), visit(110, { ...DROP, container: 'orders' })];
    const [chain] = await stepsAfter([...grantOver(SUBSCRIPTION), ...byGrantee, ...theft]);
    expect(chain?.steps.slice(0, 2)).toEqual([
      'means CosmosDB_RoleEscalation',
      'means AzureCosmosDB_SuspiciousListKeys.SuspiciousPrincipal',
    ]);
    const [apart] = await stepsAfter([...grantOver(SUBSCRIPTION), ...listing(50, 71), ...theft]);
    expect(apart?.steps).not.toContain('means CosmosDB_RoleEscalation');
  });
});
