import { activityIds, dataPlaneRecord } from '../../simulation/records';
import { CASE_TIME, times, type DetectorCase } from '../detectorCase';

const ids = activityIds(106);

const deletion = (n: number, resourceType = 'Document', status = 204) =>
  dataPlaneRecord({
    time: CASE_TIME + n * 100,
    account: 'shop',
    activityId: ids(),
    operation: 'Delete',
    resourceType,
    status,
    address: '192.0.2.8',
  });

export const cases: readonly DetectorCase[] = [
  {
    name: 'six hundred documents within an hour',
    records: times(600, (n) => deletion(n)),
    expected: { severity: 'Medium', occurrences: 600, reason: ['600 documents', 'shop/orders'] },
  },
  {
    name: 'a drop begins with the drop, not with the first request of its address',
    records: [
      dataPlaneRecord({
        time: CASE_TIME - 1_200_000,
        account: 'shop',
        activityId: ids(),
        address: '192.0.2.8',
      }),
      deletion(0, 'Collection'),
    ],
    expected: { severity: 'Medium', occurrences: 1, reason: ['at 2026-03-04 09:30 UTC'] },
  },
  {
    name: 'one container dropped',
    records: [deletion(0, 'Collection')],
    expected: { severity: 'Medium', occurrences: 1, reason: ['1 container or database dropped'] },
  },
  {
    name: 'three databases dropped',
    records: times(3, (n) => deletion(n, 'Database')),
    expected: { severity: 'High', occurrences: 3, reason: ['3 containers or databases'] },
  },
  {
    name: 'fewer than the threshold',
    records: times(499, (n) => deletion(n)),
    expected: null,
  },
  {
    name: 'deletions that found nothing',
    records: times(600, (n) => deletion(n, 'Document', 404)),
    expected: null,
  },
];
