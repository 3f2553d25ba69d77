import type { IncidentKind } from '../incidents/incident';
import { attackChain } from './attackChain';
import { categorySilence } from './categorySilence';
import { containerDrop } from './containerDrop';
import { credentialGuessing, distributedGuessing } from './credentialGuessing';
import { dormantPrincipal } from './dormantPrincipal';
import { enumeration } from './enumeration';
import { fastExtraction, slowExtraction } from './extraction';
import { firewallChain } from './firewallChain';
import { firewallOpened } from './firewallOpened';
import { impossibleTravel, tokenTravel } from './impossibleTravel';
import { injectionFuzzing, injectionSuccess } from './injection';
import { keyInsteadOfEntra } from './keyInsteadOfEntra';
import { keyListingPrincipal, keyListingScript } from './keyListing';
import { keyRegeneration } from './keyRegeneration';
import { listedAddress } from './listedAddress';
import { loggingDisabled } from './loggingDisabled';
import { massDeletion } from './massDeletion';
import { newApplication } from './newApplication';
import { newCountry } from './newCountry';
import { newPrincipal } from './newPrincipal';
import { resourceExhaustion } from './resourceExhaustion';
import { roleChain } from './roleChain';
import { roleEscalation } from './roleEscalation';
import { scriptChange } from './scriptChange';
import { telemetrySilence } from './telemetrySilence';
import { torExit } from './torExit';

/** Every attack that can be planted. */
export const ATTACKS: readonly IncidentKind[] = [
  torExit,
  listedAddress,
  newCountry,
  newApplication,
  newPrincipal,
  dormantPrincipal,
  keyInsteadOfEntra,
  impossibleTravel,
  tokenTravel,
  fastExtraction,
  slowExtraction,
  enumeration,
  massDeletion,
  containerDrop,
  credentialGuessing,
  distributedGuessing,
  resourceExhaustion,
  injectionSuccess,
  injectionFuzzing,
  scriptChange,
  keyListingScript,
  keyListingPrincipal,
  firewallOpened,
  loggingDisabled,
  roleEscalation,
  keyRegeneration,
  telemetrySilence,
  categorySilence,
  attackChain,
  roleChain,
  firewallChain,
];
