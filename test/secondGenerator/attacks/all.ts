import type { Scenario } from '../scenario';
import * as configuration from './configuration';
import * as damage from './damage';
import * as data from './data';
import * as identity from './identity';
import * as injection from './injection';
import * as keys from './keys';
import * as location from './location';

/** Every attack at each of its difficulties. */
export const attacks: readonly Scenario[] = [
  ...Object.values(location),
  ...Object.values(identity),
  ...Object.values(data),
  ...Object.values(damage),
  ...Object.values(injection),
  keys.keyListingScript,
  keys.suspiciousListing,
  keys.unusualRegeneration,
  keys.keysToData,
  ...Object.values(configuration),
].flat();
