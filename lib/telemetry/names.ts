import { InternTable } from './internTable';

const LONGEST_NAME = 256;

/** Names that repeat (databases, containers, regions, operations): one string each, bounded. */
export const names = new InternTable<string>(4_096, (name) => name.slice(0, LONGEST_NAME));
