/** What attack chains are made of: alerts of certain types, and deeds that are no alert by themselves. */

import type { AlertId, Severity } from '../../alerts/alert';
import type { Facts } from '../../alerts/facts';
import type { Api } from '../../telemetry/event';

/** What it is in a chain: a way in, somebody new who comes in, or what is done then. */
export type StepKind = 'means' | 'entry' | 'impact';

/** What somebody may do after a deed. */
export type Opening =
  /** Use keys of the account; only those for reading, where no others were handed out. */
  | { readonly kind: 'keys'; readonly readOnly: boolean }
  /** Sign in as this Entra identity, by its object id. */
  | { readonly kind: 'role'; readonly principal: string }
  /** Come from these networks, or from everywhere with null. */
  | { readonly kind: 'network'; readonly ranges: readonly string[] | null };

interface LinkBase {
  readonly id: string;
  /** First and last event time, epoch ms. */
  readonly startTime: number;
  readonly endTime: number;
  readonly facts: Facts;
}

/** An alert, as far as a chain needs it. */
export interface AlertLink extends LinkBase {
  readonly kind: 'alert';
  readonly id: AlertId;
  readonly step: StepKind;
  /** Where the alert is stored: of an alert over many accounts it is their subscription. */
  readonly accountId: string;
  readonly alertType: string;
  readonly title: string;
  readonly reason: string;
  readonly severity: Severity;
  readonly confidence: number;
  readonly api: Api | null;
  /** True where the alert says by itself that its client is new to the account. */
  readonly isNewcomer: boolean;
  /** True where it says so of whom it is about, in Azure Resource Manager too. */
  readonly isStranger: boolean;
  /** True where it is about a place that is new to the account, or that nobody's usual place is. */
  readonly isFromNewPlace: boolean;
  /** The country that it says to be new, if one is; its facts may name others, such as one that was left. */
  readonly newCountry?: string;
  /** What it opens; null where the deeds that it is about tell that, or where it opens nothing. */
  readonly opening: Opening | null;
}

/** An uncommon key listing, a role given, a network let in: all those of one kind on one day. */
export interface DeedLink extends LinkBase {
  readonly kind: 'deed';
  readonly opening: Opening;
  /** Subscription or resource group whose accounts it reaches; absent where it is the account's own. */
  readonly scope?: string;
  /** Who did it, as far as that matters; absent in older ones. The last of these that is known holds. */
  readonly doer?: Doer;
  /** The alert that tells of it too, where it was worth one. */
  readonly toldBy: AlertId;
}

/** Nobody whom a log names yet, one who does so as a matter of course, or another one. */
export const DOERS = ['unknown', 'routine', 'other'] as const;
export type Doer = (typeof DOERS)[number];

export type Link = AlertLink | DeedLink;
