import type { AlertChanges } from '../alerts/change';
import type { AlertIdentity } from '../alerts/identity';
import type { Silence, SilenceAlert } from '../silence/silence';
import type { Detector, SilenceDetector } from './detector';
import type { WindowFinding } from '../alerts/finding';
import type { OnDetectorError } from './judge';

/** Asks detectors about silences. */
export class SilenceJudge {
  private readonly detectors: readonly SilenceDetector[];

  constructor(detectors: readonly Detector[]) {
    this.detectors = detectors.filter((detector) => detector.kind === 'silence');
  }

  /** Adds to `changes` what the detectors find in each silence. */
  judge(silences: readonly Silence[], changes: AlertChanges, onError: OnDetectorError): void {
    for (const silence of silences) {
      for (const detector of this.detectors) {
        try {
          const finding = detector.detect(silence);
          if (finding !== null) changes.addWindow(detector, finding);
        } catch (error) {
          onError(detector, error);
        }
      }
    }
  }

  /** The alerts that a silence has, or would have. */
  alertsOf(silence: Silence): readonly SilenceAlert[] {
    return this.detectors.flatMap((detector) => {
      const finding = detector.detect(silence);
      return finding === null ? [] : [{ detector, identity: identityOf(detector, finding) }];
    });
  }
}

function identityOf({ metadata }: SilenceDetector, finding: WindowFinding): AlertIdentity {
  const { account, group, time } = finding;
  return { alertType: metadata.id, account, group, bucket: metadata.bucket, time };
}
