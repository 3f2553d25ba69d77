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
import { sweeperValue } from '../../baseline/profile/managementFacets';
import { toolText } from '../../management/callerClaims';
import { accountIdIn } from '../../management/subscription';
import type { DetectionContext, WindowDetector, WindowFinding } from '../detector';
import { managerText, strangeDetails } from '../managerText';
import { FAMILIAR, strangenessOf, type Strangeness } from '../strangeness';
import { stageDetails } from '../usualText';
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
    return (
      `Keys or connection strings of ${counted(occurrences, 'account')} (${list(accounts)}) ${asked}` +
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
  const baseline = context.baseline(account);
  const { principal, deeds, listed, asked } = listings;
  const strangeness = worst(deeds, (deed) => {
    return strangenessOf({ ...deed, kind: 'keyListing' }, context.baseline(account), context);
  });
  const isHabit = baseline?.knows('manager', sweeperValue(principal)) ?? false;
  if (isHabit && strangeness.weight < 2) return null;
  const standing = standingOf(listings, strangeness.weight, baseline);
  const limit = limitOf(standing);
  const severity = severityOf(listings, standing, limit * context.share);
  if (severity === null) return null;
  const accounts = listed.length >= limit * context.share ? listed : asked;
  const isStranger = standing === 'stranger';
  return {
    account,
    api: null,
    group: [principalText(principal)],
    time: start,
    severity,
    confidence: isStranger ? CONFIDENCE_OF_STRANGER : CONFIDENCE,
    details: {
      limit: String(limit),
      accounts: String(accounts.length),
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

/** Past a bound it says so. */
function boundOf(accounts: readonly string[], deeds: readonly Deed[]): Record<string, string> {
  if (deeds.length >= MOST_DEEDS) return { bound: 'more accounts than are counted in an hour' };
  return accounts.length > MOST_ACCOUNTS ? { bound: `${MOST_ACCOUNTS} accounts are named` } : {};
}

function worst(deeds: readonly Deed[], of: (deed: Deed) => Strangeness): Strangeness {
  return deeds.map(of).reduce((a, b) => (b.weight > a.weight ? b : a), FAMILIAR);
}

function factsOfDeeds(deeds: readonly Deed[], { country }: DetectionContext) {
  return deeds.reduce((facts, { principal, address, tool: application }) => {
    const place = address === '' ? null : country(address);
    return mergeFacts(facts, factsOfClient({ principal, address, application }, place));
  }, NO_FACTS);
}
