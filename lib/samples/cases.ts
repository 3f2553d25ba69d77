import type { DetectorCase } from '../detectors/detectorCase';
import { cases as appAnomalyCases } from '../detectors/appAnomaly/cases';
import { metadata as appAnomaly } from '../detectors/appAnomaly/metadata';
import { cases as attackChainCases } from '../detectors/attackChain/cases';
import { metadata as attackChain } from '../detectors/attackChain/metadata';
import { cases as authAnomalyCases } from '../detectors/authAnomaly/cases';
import { metadata as authAnomaly } from '../detectors/authAnomaly/metadata';
import { cases as credentialGuessingCases } from '../detectors/credentialGuessing/cases';
import { metadata as credentialGuessing } from '../detectors/credentialGuessing/metadata';
import { cases as dataExfiltrationAnomalyCases } from '../detectors/dataExfiltrationAnomaly/cases';
import { metadata as dataExfiltrationAnomaly } from '../detectors/dataExfiltrationAnomaly/metadata';
import { cases as dataExfiltrationInjectionCases } from '../detectors/dataExfiltrationInjection/cases';
import { metadata as dataExfiltrationInjection } from '../detectors/dataExfiltrationInjection/metadata';
import { cases as enumerationAnomalyCases } from '../detectors/enumerationAnomaly/cases';
import { metadata as enumerationAnomaly } from '../detectors/enumerationAnomaly/metadata';
import { cases as failedFuzzingAttemptCases } from '../detectors/failedFuzzingAttempt/cases';
import { metadata as failedFuzzingAttempt } from '../detectors/failedFuzzingAttempt/metadata';
import { cases as geoAnomalyCases } from '../detectors/geoAnomaly/cases';
import { metadata as geoAnomaly } from '../detectors/geoAnomaly/metadata';
import { cases as impossibleTravelCases } from '../detectors/impossibleTravel/cases';
import { metadata as impossibleTravel } from '../detectors/impossibleTravel/metadata';
import { cases as keyRegenerationCases } from '../detectors/keyRegeneration/cases';
import { metadata as keyRegeneration } from '../detectors/keyRegeneration/metadata';
import { cases as listKeysPrincipalCases } from '../detectors/listKeysPrincipal/cases';
import { metadata as listKeysPrincipal } from '../detectors/listKeysPrincipal/metadata';
import { cases as listKeysScriptCases } from '../detectors/listKeysScript/cases';
import { metadata as listKeysScript } from '../detectors/listKeysScript/metadata';
import { cases as loggingDisabledCases } from '../detectors/loggingDisabled/cases';
import { metadata as loggingDisabled } from '../detectors/loggingDisabled/metadata';
import { cases as massDeletionCases } from '../detectors/massDeletion/cases';
import { metadata as massDeletion } from '../detectors/massDeletion/metadata';
import { cases as networkExposureCases } from '../detectors/networkExposure/cases';
import { metadata as networkExposure } from '../detectors/networkExposure/metadata';
import { cases as principalAnomalyCases } from '../detectors/principalAnomaly/cases';
import { metadata as principalAnomaly } from '../detectors/principalAnomaly/metadata';
import { cases as resourceExhaustionCases } from '../detectors/resourceExhaustion/cases';
import { metadata as resourceExhaustion } from '../detectors/resourceExhaustion/metadata';
import { cases as roleEscalationCases } from '../detectors/roleEscalation/cases';
import { metadata as roleEscalation } from '../detectors/roleEscalation/metadata';
import { cases as serverScriptChangeCases } from '../detectors/serverScriptChange/cases';
import { metadata as serverScriptChange } from '../detectors/serverScriptChange/metadata';
import { cases as suspiciousIpCases } from '../detectors/suspiciousIp/cases';
import { metadata as suspiciousIp } from '../detectors/suspiciousIp/metadata';
import { cases as telemetrySilenceCases } from '../detectors/telemetrySilence/cases';
import { metadata as telemetrySilence } from '../detectors/telemetrySilence/metadata';
import { cases as torAnomalyCases } from '../detectors/torAnomaly/cases';
import { metadata as torAnomaly } from '../detectors/torAnomaly/metadata';

/** The cases of every alert type. */
export const CASES: ReadonlyMap<string, readonly DetectorCase[]> = new Map([
  [appAnomaly.id, appAnomalyCases],
  [attackChain.id, attackChainCases],
  [authAnomaly.id, authAnomalyCases],
  [credentialGuessing.id, credentialGuessingCases],
  [dataExfiltrationAnomaly.id, dataExfiltrationAnomalyCases],
  [dataExfiltrationInjection.id, dataExfiltrationInjectionCases],
  [enumerationAnomaly.id, enumerationAnomalyCases],
  [failedFuzzingAttempt.id, failedFuzzingAttemptCases],
  [geoAnomaly.id, geoAnomalyCases],
  [impossibleTravel.id, impossibleTravelCases],
  [keyRegeneration.id, keyRegenerationCases],
  [listKeysPrincipal.id, listKeysPrincipalCases],
  [listKeysScript.id, listKeysScriptCases],
  [loggingDisabled.id, loggingDisabledCases],
  [massDeletion.id, massDeletionCases],
  [networkExposure.id, networkExposureCases],
  [principalAnomaly.id, principalAnomalyCases],
  [resourceExhaustion.id, resourceExhaustionCases],
  [roleEscalation.id, roleEscalationCases],
  [serverScriptChange.id, serverScriptChangeCases],
  [suspiciousIp.id, suspiciousIpCases],
  [telemetrySilence.id, telemetrySilenceCases],
  [torAnomaly.id, torAnomalyCases],
]);
