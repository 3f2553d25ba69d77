import { activityIds, dataPlaneRecord } from '../../simulation/records';
import { CASE_TIME, times, type DetectorCase } from '../detectorCase';

const ids = activityIds(101);
const EXIT = '198.51.100.7';
const intel = `${EXIT},tor,exits\n203.0.113.9,malicious,blocklist\n`;

const request = (address: string, status: number, n = 0) =>
  dataPlaneRecord({
    time: CASE_TIME + n * 1000,
    account: 'shop',
    activityId: ids(),
    address,
    status,
    responseBytes: 1_000_000,
  });

export const cases: readonly DetectorCase[] = [
  {
    name: 'three reads through an exit are one alert',
    intel,
    records: times(3, (n) => request(EXIT, 200, n)),
    expected: { severity: 'High', occurrences: 3, reason: ['3 successful requests', '3.0 MB'] },
  },
  {
    name: 'an address with a port and as IPv4 in IPv6 is the same exit',
    intel,
    records: [request(`${EXIT}:44321`, 200), request(`::ffff:${EXIT}`, 200, 1)],
    expected: { severity: 'High', occurrences: 2, reason: [EXIT] },
  },
  {
    name: 'refused requests through an exit are no access',
    intel,
    records: times(5, (n) => request(EXIT, 401, n)),
    expected: null,
  },
  {
    name: 'a listed address that is no exit is another detector’s',
    intel,
    records: [request('203.0.113.9', 200)],
    expected: null,
  },
];
