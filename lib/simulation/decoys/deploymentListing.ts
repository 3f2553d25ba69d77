import { MINUTE } from '../calendar';
import { deploy } from '../traffic/management';
import type { IncidentKind } from '../incidents/incident';

/** The pipeline deploys and lists the keys, from a build machine with a new address. */
export const deploymentListing: IncidentKind = {
  name: 'deployment-listing',
  duration: () => 10 * MINUTE,
  partOfDay: () => 'work',
  fits: () => true,
  history(hour, scene, begin) {
    // Whatever else the pipeline does, it has deployed here before.
    if (hour === begin) deploy(scene.log, hour + 9 * MINUTE, scene.account.pipeline, scene.random);
  },
  play({ log, account, random, start }) {
    deploy(log, start, account.pipeline, random);
    return {
      principal: account.pipeline.objectId,
      actor: account.pipeline.name,
      alertTypes: ['AzureCosmosDB_SuspiciousListKeys.SuspiciousPrincipal'],
      note: 'Keys listed by the pipeline that always deploys',
    };
  },
};
