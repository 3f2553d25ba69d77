import type { Entry } from '../world/entry';
import { apiRecord } from './apiRequests';
import { dataPlaneRecord } from './dataPlaneRequests';
import type { LogRecord } from './logRecord';
import { activityRecords, controlPlaneRecord } from './managementRecords';
import { queryStatisticsRecord } from './queryRuntimeStatistics';

/** Every record that Azure writes for an entry. */
export function recordsOf(entry: Entry): LogRecord[] {
  switch (entry.kind) {
    case 'management':
      return activityRecords(entry);
    case 'change':
      return [controlPlaneRecord(entry)];
    case 'request': {
      const { api, bothCategories } = entry.account;
      if (api === 'nosql') {
        const statistics = entry.query && entry.status !== 429 && entry.status !== 401;
        return entry.query && statistics
          ? [dataPlaneRecord(entry), queryStatisticsRecord(entry, entry.query)]
          : [dataPlaneRecord(entry)];
      }
      const own = apiRecord(entry, api);
      return bothCategories ? [own, dataPlaneRecord(entry)] : [own];
    }
  }
}
