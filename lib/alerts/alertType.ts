/** What alerts of one type have in common. */

import type { AccountId } from '../telemetry/event';
import type { Intent, Maturity, Severity } from './alert';
import type { Facts } from './facts';
import type { BucketHours } from './identity';

/** What a person may want to know of a detector; docs and alerts are made from it. */
export interface DetectorMetadata {
  /** The alert type. Never changes once shipped. */
  readonly id: string;
  readonly version: string;
  readonly maturity: Maturity;
  readonly title: string;
  readonly description: string;
  /** When it is how severe, in words. */
  readonly severityRule: string;
  readonly intents: readonly Intent[];
  /** MITRE ATT&CK technique ids. */
  readonly techniques: readonly string[];
  readonly dataSources: readonly string[];
  readonly falsePositives: readonly string[];
  /** Steps for the person on call, each naming fields and a time window. */
  readonly remediationSteps: readonly string[];
  /** Fields of the record that, beside account and bucket, make the alert's identity. */
  readonly groupBy: readonly string[];
  readonly bucket: BucketHours;
}

/** All that an alert's sentence may be made of. */
export interface Story {
  readonly account: AccountId;
  readonly group: readonly string[];
  readonly occurrences: number;
  readonly startTime: number;
  readonly endTime: number;
  readonly facts: Facts;
  readonly details: Readonly<Record<string, string>>;
}

/** Makes the words of its alerts. */
export interface AlertType {
  readonly metadata: DetectorMetadata;
  /** The sentence with the numbers. */
  reason(story: Story): string;
  /** A severity that all findings together deserve; it never lowers that of a single one. */
  escalate?(story: Story): Severity;
}
