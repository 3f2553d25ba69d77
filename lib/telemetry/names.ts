import { InternTable } from './internTable';

const LONGEST_NAME = 256;

const nameTable = () => new InternTable<string>(2_048, (name) => name.slice(0, LONGEST_NAME));

/** Names that repeat: one string each, bounded. A table for each kind, for their names come in runs. */
export const names = {
  operation: nameTable(),
  database: nameTable(),
  container: nameTable(),
  region: nameTable(),
};
