import * as z from 'zod';

/** Where an address is, and whose network it belongs to, as far as the databases know. */
export interface GeoLocation {
  /** ISO 3166-1 alpha-2, upper case. */
  readonly country: string | null;
  /** English name. */
  readonly city: string | null;
  /** Degrees. */
  readonly latitude: number | null;
  readonly longitude: number | null;
  /** Autonomous system number. */
  readonly asn: number | null;
  readonly organisation: string | null;
}

/** A part of a record: what is not as expected counts as absent. */
const optional = <Schema extends z.ZodType>(schema: Schema) => schema.optional().catch(undefined);
const text = optional(z.string().min(1));
const degrees = optional(
  z.union([
    z.number(),
    z
      .string()
      .regex(/^-?\d+(\.\d+)?$/)
      .transform(Number),
  ]),
);
const countryCode = z.string().regex(/^[A-Za-z]{2}$/);
const nestedCountry = z.object({ iso_code: countryCode });

/**
 * The shapes that are met: GeoLite2 and DB-IP nest (`country.iso_code`, `city.names.en`,
 * `location`), ip-location-db and IPinfo are flat (`country_code`, or a code or a name in
 * `country`; `lat`, `lng`; `asn` as "AS64500").
 */
const recordSchema = z.object({
  country: optional(z.union([nestedCountry, countryCode])),
  registered_country: optional(nestedCountry),
  country_code: optional(countryCode),
  city: optional(z.union([z.object({ names: z.object({ en: z.string() }) }), z.string().min(1)])),
  location: optional(z.object({ latitude: degrees, longitude: degrees })),
  latitude: degrees,
  longitude: degrees,
  lat: degrees,
  lng: degrees,
  autonomous_system_number: optional(z.int().nonnegative()),
  autonomous_system_organization: text,
  asn: optional(z.string().regex(/^AS\d+$/)),
  as_name: text,
});

/** Reads a record of any known database; null where it holds nothing of use. */
export function readGeoRecord(record: unknown): GeoLocation | null {
  const parsed = recordSchema.safeParse(record);
  if (!parsed.success) return null;
  const { country, city, asn, ...rest } = parsed.data;
  const code =
    (typeof country === 'string' ? country : country?.iso_code) ??
    rest.country_code ??
    rest.registered_country?.iso_code;
  const location: GeoLocation = {
    country: code?.toUpperCase() ?? null,
    city: (typeof city === 'string' ? city : city?.names.en) ?? null,
    latitude: rest.location?.latitude ?? rest.latitude ?? rest.lat ?? null,
    longitude: rest.location?.longitude ?? rest.longitude ?? rest.lng ?? null,
    asn: rest.autonomous_system_number ?? (asn === undefined ? null : Number(asn.slice(2))),
    organisation: rest.autonomous_system_organization ?? rest.as_name ?? null,
  };
  return Object.values(location).every((value) => value === null) ? null : location;
}
