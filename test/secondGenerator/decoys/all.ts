import type { Scenario } from '../scenario';
import { configuration } from './configuration';
import { deployments } from './deployments';
import { load } from './load';
import { people } from './people';
import { security } from './security';

/** Every benign event that looks like an attack. */
export const decoys: readonly Scenario[] = [
  ...deployments,
  ...people,
  ...load,
  ...security,
  ...configuration,
];
