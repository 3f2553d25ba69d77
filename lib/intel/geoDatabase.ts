import { readFileSync } from 'node:fs';
import { Reader, type Response } from 'mmdb-lib';
import { readGeoRecord, type GeoLocation } from './geoRecord';

/** A geo database cannot be used; the message names the file. */
export class GeoFileError extends Error {
  override readonly name = 'GeoFileError';
  constructor(
    readonly path: string,
    readonly problem: string,
    options?: ErrorOptions,
  ) {
    super(`Geo database ${path}: ${problem}`, options);
  }
}

/** Stands before the metadata, which is at the end of every MMDB file. */
const METADATA_MARKER = Buffer.from('\xab\xcd\xefMaxMind.com', 'latin1');

/**
 * One MMDB file, read into memory when it is first asked.
 * See https://maxmind.github.io/MaxMind-DB/
 */
export class GeoDatabase {
  private opened: Reader<Response> | null = null;
  private failure: GeoFileError | null = null;

  constructor(readonly path: string) {}

  /** The last thing that went wrong with the file, or null. */
  get problem(): GeoFileError | null {
    return this.failure;
  }

  /**
   * Null also where the database fails; then `problem` says why.
   * @param address canonical text
   */
  lookup(address: string): GeoLocation | null {
    const reader = this.open();
    // The reader would look an IPv6 address up among the IPv4 ones by its first 32 bits.
    if (reader === null || (reader.metadata.ipVersion === 4 && address.includes(':'))) return null;
    try {
      return readGeoRecord(reader.get(address));
    } catch (cause) {
      this.failure = new GeoFileError(this.path, 'a record in it cannot be read', { cause });
      return null;
    }
  }

  /** The type that the file states, e.g. `GeoLite2-City`, and its build time in epoch ms. */
  metadata(): { readonly type: string; readonly buildTime: number } | null {
    const metadata = this.open()?.metadata;
    return metadata === undefined
      ? null
      : { type: metadata.databaseType, buildTime: metadata.buildEpoch.getTime() };
  }

  private open(): Reader<Response> | null {
    if (this.opened !== null || this.failure !== null) return this.opened;
    try {
      this.opened = readDatabase(this.path);
    } catch (error) {
      this.failure = asGeoFileError(this.path, error);
    }
    return this.opened;
  }
}

function readDatabase(path: string): Reader<Response> {
  const bytes = readFileSync(path);
  if (bytes.lastIndexOf(METADATA_MARKER) < 0) {
    throw new GeoFileError(path, 'it is no MMDB file, or its end is missing');
  }
  const reader = new Reader<Response>(bytes);
  if (reader.metadata.searchTreeSize >= bytes.length) {
    throw new GeoFileError(path, 'it is smaller than its metadata says');
  }
  return reader;
}

function asGeoFileError(path: string, cause: unknown): GeoFileError {
  if (cause instanceof GeoFileError) return cause;
  const missing =
    typeof cause === 'object' && cause !== null && 'code' in cause && cause.code === 'ENOENT';
  return new GeoFileError(path, missing ? 'there is no such file' : 'it cannot be read', { cause });
}
