import { MINUTE } from '../calendar';
import { operation } from '../traffic/management';
import { giveDataContributor } from '../traffic/roleGrant';
import { byDifficulty, type IncidentKind } from '../incidents/incident';
import { strangers } from './strangers';

/** A role that may read and write all data is given to an identity. */
export const roleEscalation: IncidentKind = {
  name: 'role-escalation',
  duration: () => 15 * MINUTE,
  partOfDay: (difficulty) => byDifficulty(difficulty, 'night', 'evening', 'work'),
  fits: ({ api }) => api === 'nosql',
  play(scene) {
    const { log, random, start } = scene;
    const operator = strangers(scene);
    const common = operation(start, operator, random);
    const assignment = random.guid();
    const receiver = random.chance(0.5) ? operator.objectId : random.guid();
    giveDataContributor(log, common, { assignment, receiver });
    return {
      address: common.address,
      principal: operator.objectId,
      actor: operator.name,
      alertTypes: ['CosmosDB_RoleEscalation'],
      note: `Data Contributor of the whole account given to ${receiver}`,
    };
  },
};
