import { MOST_DEEDS, type Deed } from '../../activity/deeds';
import type { ActivityWindow } from '../../activity/window';
import {
  factsOfClient,
  mergeFacts,
  MOST_ACCOUNTS,
  NO_FACTS,
  principalText,
} from '../../alerts/facts';
import { between, counted, list } from '../../alerts/phrases';
import { toolText } from '../../management/callerClaims';
import { accountIdIn, ALL_SUBSCRIPTIONS, subscriptionsIn } from '../../management/subscription';
import type { DetectionContext, WindowDetector } from '../detector';
import type { WindowFinding } from '../../alerts/finding';
import { managerText, strangeDetails } from '../managerText';
import { stageDetails } from '../usualText';
import { isHabit, strangest } from './habit';
import { limitOf, listingsIn, severityOf, standingOf, type Listings } from './listings';
import { metadata } from './metadata';

const CONFIDENCE = 0.6;
const CONFIDENCE_OF_STRANGER = 0.8;

export const listKeysScript: WindowDetector = {
  kind: 'window',
  subject: 'management',
  metadata,
  detect: (window, context) =>
    listingsIn(window).flatMap((listings) => found(window, listings, context) ?? []),
  reason: ({ occurrences, facts, startTime, endTime, details }) => {
    const accounts = facts.accounts.map((account) => account.slice(account.lastIndexOf('/') + 1));
    const asked = details['onlyAsked'] === undefined ? 'listed' : 'asked for, with less success,';
    const { subscriptions } = details;
    const among = subscriptions === undefined ? '' : ` in ${subscriptions} subscriptions`;
    return (
      `Keys or connection strings of ${counted(occurrences, 'account')}${among} (${list(accounts)}) ${asked}` +
      `${managerText({ facts, details })}, ${between(startTime, endTime)}; ` +
      `${details['limit'] ?? ''} accounts within an hour are reported.`
    );
  },
};

function found(
  { account, start }: ActivityWindow,
  listings: Listings,
  context: DetectionContext,
): WindowFinding | null {
  const { principal, deeds, listed, asked } = listings;
  const baseline = context.baseline(account);
  const strangeness = strangest(account, deeds, context);
  if (isHabit(account, listings, context) && strangeness.weight < 2) return null;
  const standing = standingOf(listings, strangeness.weight, baseline);
  const limit = limitOf(standing);
  const severity = severityOf(listings, standing, limit * context.share);
  if (severity === null) return null;
  const accounts = listed.length >= limit * context.share ? listed : asked;
  const subscriptions = account === ALL_SUBSCRIPTIONS ? subscriptionsIn(accounts) : null;
  // What is done within one subscription is its own alert.
  if (subscriptions?.length === 1) return null;
  return {
    account,
    api: null,
    group: [principalText(principal)],
    time: start,
    severity,
    confidence: confidenceOf(accounts, standing === 'stranger'),
    details: {
      limit: String(limit),
      accounts: String(accounts.length),
      ...(subscriptions === null ? {} : { subscriptions: String(subscriptions.length) }),
      ...boundOf(accounts, deeds),
      tool: [...new Set(deeds.map(({ tool }) => toolText(tool)))].sort().join(', '),
      inferredFrom: 'tool from claim appid; a script from the number of accounts within the hour',
      ...(accounts === listed ? {} : { onlyAsked: 'yes' }),
      ...strangeDetails(strangeness),
      ...stageDetails(baseline),
    },
    occurrences: accounts.length,
    startTime: Math.min(...deeds.map(({ firstSeen }) => firstSeen)),
    endTime: Math.max(...deeds.map(({ lastSeen }) => lastSeen)),
    facts: {
      ...factsOfDeeds(deeds, context),
      accounts: accounts.slice(0, MOST_ACCOUNTS).map((name) => accountIdIn(account, name)),
    },
  };
}

/** The more accounts, the surer; so what an alert says is what is known of most of them. */
function confidenceOf({ length }: readonly string[], isStranger: boolean): number {
  const sure = isStranger ? CONFIDENCE_OF_STRANGER : CONFIDENCE;
  return Math.round(sure * 1000 + Math.min(length, MOST_ACCOUNTS)) / 1000;
}

/** Past a bound it says so. */
function boundOf(accounts: readonly string[], deeds: readonly Deed[]): Record<string, string> {
  if (deeds.length >= MOST_DEEDS) return { bound: 'more accounts than are counted in an hour' };
  return accounts.length > MOST_ACCOUNTS ? { bound: `${MOST_ACCOUNTS} accounts are named` } : {};
}

function factsOfDeeds(deeds: readonly Deed[], { country }: DetectionContext) {
  return deeds.reduce((facts, { principal, address, tool: application }) => {
    const place = address === '' ? null : country(address);
    return mergeFacts(facts, factsOfClient({ principal, address, application }, place));
  }, NO_FACTS);
}
