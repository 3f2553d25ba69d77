import { credentialGuessing } from './credentialGuessing/detector';
import { dataExfiltrationInjection } from './dataExfiltrationInjection/detector';
import { failedFuzzingAttempt } from './failedFuzzingAttempt/detector';
import { massDeletion } from './massDeletion/detector';
import { suspiciousIp } from './suspiciousIp/detector';
import { torAnomaly } from './torAnomaly/detector';
import type { Detector } from './detector';

/** All detectors. A new one is added here and nowhere else. */
export const DETECTORS: readonly Detector[] = [
  torAnomaly,
  suspiciousIp,
  dataExfiltrationInjection,
  failedFuzzingAttempt,
  credentialGuessing,
  massDeletion,
];
