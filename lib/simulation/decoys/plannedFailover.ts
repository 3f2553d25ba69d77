import { HOUR, MINUTE } from '../calendar';
import { operation } from '../traffic/management';
import { AZURE_REGIONS } from '../world/datacenters';
import type { IncidentKind } from '../incidents/incident';

/** The team moves the account's writes to another region for some hours, to practise. */
export const plannedFailover: IncidentKind = {
  name: 'planned-failover',
  duration: () => 5 * HOUR,
  partOfDay: () => 'work',
  fits: () => true,
  play({ log, account, random, start, end }) {
    const here = account.regionAt(start);
    const { name: there } = random.pick(AZURE_REGIONS.filter(({ name }) => name !== here));
    for (const [time, region] of [
      [start, there],
      [end - 30 * MINUTE, here],
    ] as const) {
      const who = account.pipeline;
      log.manage(
        {
          ...operation(time, who, random),
          operation: 'failoverPriorityChange/action',
          body: { failoverPolicies: [{ locationName: region, failoverPriority: 0 }] },
        },
        {
          operationName: 'RegionFailover',
          paired: true,
          properties: { operationType: 'Failover', newWriteRegion: region },
        },
      );
    }
    log.failOver({ start, end: end - 30 * MINUTE, region: there });
    return {
      principal: account.pipeline.objectId,
      alertTypes: ['CosmosDB_GeoAnomaly', 'CosmosDB_NetworkExposure', 'CosmosDB_TelemetrySilence'],
      note: `Requests are served in ${there} for some hours`,
    };
  },
};
