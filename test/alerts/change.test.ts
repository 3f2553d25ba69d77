import { expect, test } from '@jest/globals';
import { AlertChanges, UnfitFindingError } from '../../lib/alerts/change';
import type { WindowFinding } from '../../lib/alerts/finding';
import { NO_FACTS } from '../../lib/alerts/facts';
import { massDeletion } from '../../lib/detectors/massDeletion/detector';
import { ACCOUNT, MONDAY } from '../baseline/profile/synthetic';

const finding: WindowFinding = {
  account: ACCOUNT,
  api: 'nosql',
  group: ['key', 'primaryMasterKey'],
  time: MONDAY,
  severity: 'Low',
  confidence: 0.5,
  details: {},
  occurrences: 1,
  startTime: MONDAY,
  endTime: MONDAY,
  facts: NO_FACTS,
};

test.each(['time', 'startTime', 'endTime'] as const)(
  'a finding without its %s is refused by name, before an alert is made of it',
  (member) => {
    const changes = new AlertChanges(null);
    const unfit = { ...finding, [member]: Infinity };
    const add = () => changes.addWindow(massDeletion, unfit);
    expect(add).toThrow(UnfitFindingError);
    expect(add).toThrow(`CosmosDB_MassDeletion found something without a ${member}`);
    expect(changes.values()).toEqual([]);
    changes.addWindow(massDeletion, finding);
    expect(changes.values()).toHaveLength(1);
  },
);
