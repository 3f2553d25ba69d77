import { AlertChanges } from '../alerts/change';
import { clientOf, factsOf } from '../alerts/facts';
import { operationEntry } from '../activity/operationSet';
import type { ActivityWindow } from '../activity/window';
import type { AccessEvent } from '../telemetry/event';
import type { DetectionContext, Detector, EventDetector, WindowDetector } from './detector';

/** Told of a detector that failed; the others go on. */
export type OnDetectorError = (detector: Detector, error: unknown) => void;

/** Adds to `changes` what the detectors find in one event. */
export function judgeEvent(
  detectors: readonly EventDetector[],
  event: AccessEvent,
  context: DetectionContext,
  changes: AlertChanges,
  onError: OnDetectorError,
): void {
  for (const detector of detectors) {
    try {
      const finding = detector.detect(event, context);
      if (finding === null) continue;
      const client = clientOf(event) ?? context.client(event);
      const country = client === null ? null : context.country(client.address);
      changes.addOccurrence(detector, {
        entry: operationEntry(event),
        message: event.message,
        event,
        finding,
        client,
        facts: factsOf(event, client, country),
      });
    } catch (error) {
      onError(detector, error);
    }
  }
}

/** Adds to `changes` what the detectors find in one window; says whether that was anything. */
export function judgeWindow(
  detectors: readonly WindowDetector[],
  window: ActivityWindow,
  context: DetectionContext,
  changes: AlertChanges,
  onError: OnDetectorError,
): boolean {
  let found = false;
  for (const detector of detectors) {
    try {
      for (const finding of detector.detect(window, context)) {
        changes.addWindow(detector, finding);
        found = true;
      }
    } catch (error) {
      onError(detector, error);
    }
  }
  return found;
}
