import { dataPlaneRecord, queryRecord, type RawRecord } from '../simulation/records';
import { CASE_TIME } from './detectorCase';

/** A statement as it is logged: the query record, and the data plane record with its client. */
export function statement(
  activityId: string,
  text: string,
  { ok, rows = 3 }: { readonly ok: boolean; readonly rows?: number },
): RawRecord[] {
  const place = { time: CASE_TIME, account: 'shop', activityId, container: 'products' };
  return [
    queryRecord({ ...place, text, rows, status: ok ? 'Finished' : 'Failed' }),
    dataPlaneRecord({
      ...place,
      operation: 'Query',
      status: ok ? 200 : 400,
      address: '192.0.2.44',
    }),
  ];
}
