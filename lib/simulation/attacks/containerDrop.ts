import { MINUTE, SECOND } from '../calendar';
import { hasCommand } from '../logs/command';
import { armContainer, containerChange } from '../traffic/armContainer';
import { operation } from '../traffic/management';
import { metadataRequest } from '../traffic/requests';
import { byDifficulty, type IncidentKind, type Scene } from '../incidents/incident';
import { applicationOf, clientFacts, remoteThief, timesOf } from './intruder';
import { strangers } from './strangers';
import type { Container } from '../traffic/container';

/** Containers are dropped: with a key from afar, through ARM, or by the application's own machine. */
export const containerDrop: IncidentKind = {
  name: 'container-drop',
  duration: () => 15 * MINUTE,
  partOfDay: (difficulty) => byDifficulty(difficulty, 'night', 'evening', 'work'),
  fits: ({ traits }) => traits.has('settledActors') && !traits.has('destructive'),
  play(scene) {
    const { difficulty, account } = scene;
    const dropped = difficulty === 'hard' ? account.containers.slice(0, 1) : account.containers;
    const knowsDrop = account.api === 'nosql' || hasCommand(account.api, 'dropContainer');
    return difficulty === 'medium' || !knowsDrop
      ? dropThroughArm(scene, dropped)
      : dropWithKey(scene, dropped);
  },
};

const ALERTS = {
  alertTypes: ['CosmosDB_MassDeletion'],
  plausible: ['CosmosDB_GeoAnomaly', 'CosmosDB_AppAnomaly'],
};

function dropWithKey(scene: Scene, dropped: readonly Container[]) {
  const { difficulty, log, account } = scene;
  const isFar = difficulty !== 'hard' && !account.traits.has('private');
  const client = isFar ? remoteThief(scene) : applicationOf(scene);
  timesOf(scene, dropped.length).forEach((time, i) => {
    const container = dropped[i];
    if (container === undefined) return;
    log.request({ ...metadataRequest(time, 'dropContainer', client, container), status: 204 });
  });
  return { ...ALERTS, ...clientFacts(client), note: `${dropped.length} containers dropped` };
}

function dropThroughArm(scene: Scene, dropped: readonly Container[]) {
  const { log, start, random } = scene;
  const operator = strangers(scene);
  const common = operation(start, operator, random);
  dropped.forEach((container, i) => {
    const resource = armContainer(log.account, container);
    log.manage(
      {
        ...common,
        time: start + i * 50 * SECOND,
        correlationId: random.guid(),
        operation: `${resource.type}/delete`,
        target: `/${resource.path}`,
        result: 'NoContent',
      },
      containerChange(resource, 'Delete', 'DELETE'),
    );
  });
  return {
    ...ALERTS,
    address: common.address,
    principal: operator.objectId,
    actor: operator.name,
    note: `${dropped.length} containers dropped through Azure Resource Manager`,
  };
}
