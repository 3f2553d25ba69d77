import { MINUTE } from '../calendar';
import { regenerateKey } from '../traffic/keyRotation';
import { byDifficulty, type IncidentKind } from '../incidents/incident';
import { strangerAtWork } from './strangers';

/** Keys are made anew by somebody who never did: applications lose access, the thief has it. */
export const keyRegeneration: IncidentKind = {
  name: 'key-regeneration',
  duration: () => 15 * MINUTE,
  partOfDay: (difficulty) => byDifficulty(difficulty, 'night', 'evening', 'work'),
  fits: () => true,
  play(scene) {
    const { log, random, start, difficulty } = scene;
    const { operator, address, who } = strangerAtWork(scene);
    const kinds = byDifficulty(
      difficulty,
      ['Primary', 'Secondary', 'PrimaryReadonly', 'SecondaryReadonly'],
      ['Primary', 'Secondary'],
      ['SecondaryReadonly'],
    );
    kinds.forEach((kind, i) =>
      regenerateKey(log, start + i * MINUTE, operator, kind, random, address),
    );
    return {
      ...who,
      alertTypes: ['CosmosDB_KeyRegeneration'],
      note: `${kinds.join(', ')} key made anew`,
    };
  },
};
