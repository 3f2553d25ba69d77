import { activityIds, dataPlaneRecord } from '../../simulation/records';
import { CASE_TIME, times, type DetectorCase } from '../detectorCase';

const ids = activityIds(102);
const intel = '203.0.113.0/28,malicious,blocklist\n2001:db8:bad::/48,malicious,blocklist\n';

const request = (address: string, status = 200, n = 0) =>
  dataPlaneRecord({
    time: CASE_TIME + n * 1000,
    account: 'shop',
    activityId: ids(),
    address,
    status,
    responseBytes: 2_500,
  });

export const cases: readonly DetectorCase[] = [
  {
    name: 'reads from a listed network are one alert',
    intel,
    records: times(4, (n) => request('203.0.113.9', 200, n)),
    expected: {
      severity: 'Medium',
      occurrences: 4,
      reason: ['4 successful', 'blocklist', '10.0 KB'],
    },
  },
  {
    name: 'IPv6 in any writing',
    intel,
    records: [request('[2001:0db8:0bad:0000::5]:443')],
    expected: { severity: 'Medium', occurrences: 1, reason: ['2001:db8:bad::5'] },
  },
  {
    name: 'the address beside the listed network is not listed',
    intel,
    records: [request('203.0.113.16')],
    expected: null,
  },
  {
    name: 'throttled, refused and failed requests gave nothing away',
    intel,
    records: [429, 403, 404, 500].map((status, n) => request('203.0.113.9', status, n)),
    expected: null,
  },
];
