import { GeoReader } from '../../lib/intel/geo';
import { GeoFileError } from '../../lib/intel/geoDatabase';
import { InputError } from '../input/inputError';
import { resolvePath } from '../paths';

/** The databases of places that come along, or one of the user's own. @throws InputError */
export function readGeo(path: string | null): GeoReader {
  if (path === null) return new GeoReader();
  const geo = new GeoReader([resolvePath(path)]);
  try {
    geo.verify();
  } catch (error) {
    const problem = error instanceof GeoFileError ? error.problem : String(error);
    throw new InputError(path, problem, { cause: error });
  }
  return geo;
}
