import { APIS, type Api } from '../../lib/telemetry/event';

/** The API that a name means, in any case; `mongo` is short for `mongodb`. */
export function apiNamed(name: string): Api | null {
  const lower = name.toLowerCase();
  return lower === 'mongo' ? 'mongodb' : (APIS.find((api) => api === lower) ?? null);
}
