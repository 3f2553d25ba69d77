import { alertTypes } from '../alertTypes';
import { decoy, spread } from '../scenario';
import { MINUTE, SECOND } from '../time';
import { configurationChange, listKeys, managementCall, pipelineCaller } from '../world/management';

const { keyListing, keyScript, network, logging, role } = alertTypes;

const deployListsKeys = decoy({
  name: 'deployment lists keys from a new build runner',
  alertTypes: [keyListing, keyScript],
  suits: () => true,
  play(scene) {
    const { account, random, start } = scene;
    const caller = pipelineCaller(account, random);
    return {
      entries: spread(random, start, 5 * MINUTE, 3, (at) =>
        managementCall(account, random, at, caller, listKeys),
      ),
      address: caller.address,
      principal: caller.objectId,
      actor: caller.name,
      note: 'the pipeline, which does this every night, at an unusual hour',
    };
  },
});

const networkTightened = decoy({
  name: 'firewall tightened',
  alertTypes: [network],
  difficulty: 'easy',
  suits: () => true,
  play(scene) {
    const { account, random, start } = scene;
    const caller = pipelineCaller(account, random);
    const properties = { ipRangeFilter: '20.61.97.4', publicNetworkAccess: 'Disabled' };
    return {
      entries: [
        managementCall(
          account,
          random,
          start,
          caller,
          'Microsoft.DocumentDB/databaseAccounts/write',
          { properties: { requestbody: JSON.stringify({ properties }) } },
        ),
        configurationChange(account, random, start + 20 * SECOND, 'AccountUpdateComplete', {
          operationType: 'Update',
          ...properties,
        }),
      ],
      principal: caller.objectId,
      actor: caller.name,
      note: 'public access off, one address left, by the pipeline',
    };
  },
});

const moreLogging = decoy({
  name: 'more categories logged',
  alertTypes: [logging],
  difficulty: 'easy',
  suits: () => true,
  play(scene) {
    const { account, random, start } = scene;
    const caller = pipelineCaller(account, random);
    const logs = [
      'DataPlaneRequests',
      'QueryRuntimeStatistics',
      'ControlPlaneRequests',
      'PartitionKeyStatistics',
      'PartitionKeyRUConsumption',
    ].map((category) => ({ category, enabled: true }));
    return {
      entries: [
        managementCall(
          account,
          random,
          start,
          caller,
          'Microsoft.Insights/diagnosticSettings/write',
          {
            child: '/providers/microsoft.insights/diagnosticsettings/send-to-hub',
            properties: { requestbody: JSON.stringify({ properties: { logs } }) },
          },
        ),
      ],
      principal: caller.objectId,
      actor: caller.name,
      note: 'the pipeline adds two categories to the setting',
    };
  },
});

const refusedRole = decoy({
  name: 'role assignment refused',
  alertTypes: [role],
  suits: ({ api }) => api === 'nosql',
  play(scene) {
    const { account, random, start } = scene;
    const caller = pipelineCaller(account, random);
    const operation = 'Microsoft.DocumentDB/databaseAccounts/sqlRoleAssignments/write';
    return {
      entries: [
        managementCall(account, random, start, caller, operation, {
          child: `/sqlRoleAssignments/${random.guid()}`,
          succeeded: false,
        }),
      ],
      principal: caller.objectId,
      actor: caller.name,
      note: 'the pipeline lacks the right; nothing was granted',
    };
  },
});

export const configuration = [deployListsKeys, networkTightened, moreLogging, refusedRole];
