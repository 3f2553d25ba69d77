import { countryArea } from './countryCentres';

/** Where something is, as far as a geo database tells. */
interface Position {
  /** ISO 3166-1 alpha-2. */
  readonly country: string | null;
  /** Degrees. */
  readonly latitude: number | null;
  readonly longitude: number | null;
}

interface Circle {
  readonly latitude: number;
  readonly longitude: number;
  /** km */
  readonly radius: number;
}

const EARTH_RADIUS = 6_371;
/** A database places a city, or the wrong part of one, so well, km. */
const CITY_RADIUS = 50;

/**
 * The least distance at which both may be from each other, km: between cities where both are known,
 * else from border to border of the countries' circles. Null where a place is not known.
 */
export function leastDistance(one: Position, other: Position): number | null {
  const a = circleOf(one);
  const b = circleOf(other);
  if (a === null || b === null) return null;
  // Within a country only cities tell places apart.
  if (one.country === other.country && (!hasCity(one) || !hasCity(other))) return 0;
  return Math.max(0, greatCircle(a, b) - a.radius - b.radius);
}

/** The distance between the middles of both, km: about what it is on average. Null where unknown. */
export function usualDistance(one: Position, other: Position): number | null {
  const a = circleOf(one);
  const b = circleOf(other);
  return a === null || b === null ? null : greatCircle(a, b);
}

function circleOf({ country, latitude, longitude }: Position): Circle | null {
  if (latitude !== null && longitude !== null) return { latitude, longitude, radius: CITY_RADIUS };
  return country === null ? null : countryArea(country);
}

function hasCity({ latitude, longitude }: Position): boolean {
  return latitude !== null && longitude !== null;
}

/** Haversine formula, km. */
function greatCircle(a: Circle, b: Circle): number {
  const radians = (degrees: number): number => (degrees * Math.PI) / 180;
  const latitudes = Math.sin(radians(b.latitude - a.latitude) / 2) ** 2;
  const longitudes = Math.sin(radians(b.longitude - a.longitude) / 2) ** 2;
  const across = Math.cos(radians(a.latitude)) * Math.cos(radians(b.latitude)) * longitudes;
  return 2 * EARTH_RADIUS * Math.asin(Math.min(1, Math.sqrt(latitudes + across)));
}
