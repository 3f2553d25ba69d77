import { HOUR, MINUTE } from '../calendar';
import { deploy } from '../traffic/management';
import type { IncidentKind } from '../incidents/incident';
import { siblingAddress, usualTraffic } from './usualTraffic';

/** The pipeline deploys and lists the keys; then the new version runs on new machines and reads a lot. */
export const deploymentTraffic: IncidentKind = {
  name: 'deployment-traffic',
  duration: () => 2 * HOUR,
  partOfDay: () => 'work',
  fits: ({ traits }) => traits.has('settledActors') && !traits.has('private'),
  history(hour, scene, begin) {
    if (hour === begin) deploy(scene.log, hour + 9 * MINUTE, scene.account.pipeline, scene.random);
  },
  play(scene) {
    const { log, account, random, start } = scene;
    deploy(log, start, account.pipeline, random);
    const { address } = account.application(start, random);
    const renewed = (time: number) => ({
      ...account.application(time, random),
      address: siblingAddress(address, random.integer(0, 2)),
    });
    usualTraffic({ ...scene, start: start + 5 * MINUTE }, renewed, 200);
    return {
      principal: account.pipeline.objectId,
      actor: account.pipeline.name,
      alertTypes: ['CosmosDB_AttackChain'],
      note: 'Keys listed by the pipeline, then used by what it deployed',
    };
  },
};
