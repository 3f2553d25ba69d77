import { appAnomaly } from './appAnomaly/detector';
import { attackChain } from './attackChain/detector';
import { authAnomaly } from './authAnomaly/detector';
import { credentialGuessing } from './credentialGuessing/detector';
import { dataExfiltrationAnomaly } from './dataExfiltrationAnomaly/detector';
import { dataExfiltrationInjection } from './dataExfiltrationInjection/detector';
import { enumerationAnomaly } from './enumerationAnomaly/detector';
import { failedFuzzingAttempt } from './failedFuzzingAttempt/detector';
import { geoAnomaly } from './geoAnomaly/detector';
import { impossibleTravel } from './impossibleTravel/detector';
import { keyRegeneration } from './keyRegeneration/detector';
import { listKeysPrincipal } from './listKeysPrincipal/detector';
import { listKeysScript } from './listKeysScript/detector';
import { loggingDisabled } from './loggingDisabled/detector';
import { massDeletion } from './massDeletion/detector';
import { networkExposure } from './networkExposure/detector';
import { principalAnomaly } from './principalAnomaly/detector';
import { resourceExhaustion } from './resourceExhaustion/detector';
import { roleEscalation } from './roleEscalation/detector';
import { serverScriptChange } from './serverScriptChange/detector';
import { suspiciousIp } from './suspiciousIp/detector';
import { telemetrySilence } from './telemetrySilence/detector';
import { torAnomaly } from './torAnomaly/detector';
import type { Detector } from './detector';

/** All detectors. A new one is added here, and its cases to `lib/samples/cases.ts`. */
export const DETECTORS: readonly Detector[] = [
  torAnomaly,
  suspiciousIp,
  geoAnomaly,
  appAnomaly,
  principalAnomaly,
  authAnomaly,
  impossibleTravel,
  dataExfiltrationInjection,
  failedFuzzingAttempt,
  credentialGuessing,
  massDeletion,
  serverScriptChange,
  dataExfiltrationAnomaly,
  enumerationAnomaly,
  resourceExhaustion,
  listKeysScript,
  listKeysPrincipal,
  keyRegeneration,
  roleEscalation,
  networkExposure,
  loggingDisabled,
  telemetrySilence,
  attackChain,
];
