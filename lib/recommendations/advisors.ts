import type { Advisor } from './advice';
import { accountKeys } from './kinds/accountKeys';
import { frequentKeyListing } from './kinds/frequentKeyListing';
import { inlinedLiterals } from './kinds/inlinedLiterals';
import { keyMetadataWrites } from './kinds/keyMetadataWrites';
import { keysNotRotated } from './kinds/keysNotRotated';
import { loggingGaps } from './kinds/loggingGaps';
import { publicAddresses } from './kinds/publicAddresses';
import { readOnlyKeyEnough } from './kinds/readOnlyKeyEnough';
import { retiredSdk } from './kinds/retiredSdk';
import type { RecommendationKind } from './recommendation';

/** Who advises on what. */
export const ADVISORS: Readonly<Record<RecommendationKind, Advisor>> = {
  accountKeys,
  readOnlyKeyEnough,
  keysNotRotated,
  inlinedLiterals,
  publicAddresses,
  retiredSdk,
  keyMetadataWrites,
  frequentKeyListing,
  loggingGaps,
};
