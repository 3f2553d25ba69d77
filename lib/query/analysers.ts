import type { Api } from '../telemetry/event';
import { analyseCassandra } from './cassandra';
import { analyseGremlin } from './gremlin';
import { analyseMongo } from './mongodb';
import { analyseNoSql } from './nosql/analyser';
import { analyseTable } from './table';
import type { Analyser } from './verdict';

/** The analyser of each language. */
export const ANALYSERS: Readonly<Record<Api, Analyser>> = {
  nosql: analyseNoSql,
  mongodb: analyseMongo,
  cassandra: analyseCassandra,
  gremlin: analyseGremlin,
  table: analyseTable,
};
