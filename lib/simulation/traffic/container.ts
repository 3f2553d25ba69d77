export interface Container {
  readonly database: string;
  readonly name: string;
  /** Median size of a document. */
  readonly documentBytes: number;
  /** Names of the properties that queries filter by. */
  readonly properties: readonly string[];
}
