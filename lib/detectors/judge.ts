import type { AlertChanges } from '../alerts/change';
import { clientOf } from '../alerts/facts';
import type { ActivityWindow } from '../activity/window';
import type { AccessEvent } from '../telemetry/event';
import type {
  DetectionContext,
  Detector,
  EventDetector,
  EventSubject,
  WindowDetector,
} from './detector';
import { occurrenceOf } from './occurrence';

/** Told of a detector that failed; the others go on. */
export type OnDetectorError = (detector: Detector, error: unknown) => void;

/**
 * Asks detectors about events. What an event must have for a detector is looked up once an event,
 * and for nearly all events the answer is that no detector has to be asked.
 */
export class EventJudge {
  private readonly bySubject: Readonly<Record<EventSubject, readonly EventDetector[]>>;

  constructor(detectors: readonly EventDetector[]) {
    const on = (subject: EventSubject) =>
      detectors.filter((detector) => (detector.subject ?? 'everyEvent') === subject);
    this.bySubject = {
      listedClient: on('listedClient'),
      queryText: on('queryText'),
      newcomer: on('newcomer'),
      scriptWrite: on('scriptWrite'),
      everyEvent: on('everyEvent'),
    };
  }

  /** Adds to `changes` what the detectors find in each event by itself. */
  judge(
    events: readonly AccessEvent[],
    context: DetectionContext,
    changes: AlertChanges,
    onError: OnDetectorError,
  ): void {
    const { listedClient, queryText, newcomer, scriptWrite, everyEvent } = this.bySubject;
    for (const event of events) {
      if (event.clientIp !== '' && context.reputation(event.clientIp) !== null) {
        for (const detector of listedClient) ask(detector, event, context, changes, onError);
      }
      if (event.query !== null) {
        for (const detector of queryText) ask(detector, event, context, changes, onError);
      }
      if (event.outcome === 'ok' && newcomer.length > 0 && context.novelties(event).length > 0) {
        for (const detector of newcomer) ask(detector, event, context, changes, onError);
      }
      if (isScriptWrite(event)) {
        for (const detector of scriptWrite) ask(detector, event, context, changes, onError);
      }
      for (const detector of everyEvent) ask(detector, event, context, changes, onError);
    }
  }
}

/** A client put in or replaced something that the database will run. */
function isScriptWrite({ resourceType, operation, management }: AccessEvent): boolean {
  if (!SCRIPTS.has(resourceType) || management !== null) return false;
  return operation === 'create' || operation === 'replace' || operation === 'upsert';
}

const SCRIPTS: ReadonlySet<AccessEvent['resourceType']> = new Set([
  'storedProcedure',
  'trigger',
  'userDefinedFunction',
] as const);

function ask(
  detector: EventDetector,
  event: AccessEvent,
  context: DetectionContext,
  changes: AlertChanges,
  onError: OnDetectorError,
): void {
  try {
    const finding = detector.detect(event, context);
    if (finding === null) return;
    const client = clientOf(event) ?? context.client(event);
    const shape = context.queryShape(event);
    changes.addOccurrence(detector, occurrenceOf({ event, finding, client }, shape, context));
  } catch (error) {
    onError(detector, error);
  }
}

/** Asks detectors about windows, each about those that are its business. */
export class WindowJudge {
  constructor(private readonly detectors: readonly WindowDetector[]) {}

  /** Adds to `changes` what the detectors find in one window; says whether that was anything. */
  judge(
    window: ActivityWindow,
    context: DetectionContext,
    changes: AlertChanges,
    onError: OnDetectorError,
  ): boolean {
    let found = false;
    const isKnown = (context.baseline(window.account)?.stage ?? 'new') !== 'new';
    for (const detector of this.detectors) {
      if (detector.subject === 'watchedOperations' && !window.isWatched) continue;
      if (detector.subject === 'management' && !window.isManaged) continue;
      if (detector.subject === 'knownAccount' && !isKnown) continue;
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
}
