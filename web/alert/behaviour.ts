import type { Alert } from '../../lib/alerts/alert';
import { bytes, count } from '../../lib/alerts/phrases';
import { MEASURES, type Facet, type Measure } from '../../lib/baseline/baseline';
import { figureOf } from './evidence';

/** A figure that was compared with what is usual. */
export interface ComparedFigure {
  readonly measure: Measure;
  readonly value: number;
  /** From which size on it is reported; null where the alert does not tell. */
  readonly limit: number | null;
  readonly percentile99: number | null;
}

/** Types whose occurrences are the figure. */
const COUNTED: Readonly<Record<string, Measure>> = {
  CosmosDB_MassDeletion: 'deleted',
  CosmosDB_CredentialGuessing: 'denied',
};

/** Types about something that is new, by what it is. */
const NEWCOMERS: Readonly<Record<string, Facet>> = {
  CosmosDB_GeoAnomaly: 'country',
  CosmosDB_AppAnomaly: 'application',
  CosmosDB_PrincipalAnomaly: 'principal',
  CosmosDB_AuthAnomaly: 'authKind',
  CosmosDB_ServerScriptChange: 'scriptWriter',
};

/** The figure that the alert is about, or null where it compares none. */
export function comparedFigure(alert: Alert): ComparedFigure | null {
  const { alertType, extendedProperties, occurrences } = alert;
  const told = extendedProperties['measure'] ?? COUNTED[alertType];
  const measure = MEASURES.find((known) => known === told);
  if (measure === undefined) return null;
  return {
    measure,
    value: figureOf(alert, 'value') ?? occurrences,
    limit: figureOf(alert, 'limit') ?? figureOf(alert, 'threshold'),
    percentile99: figureOf(alert, 'usualPercentile99'),
  };
}

/** What the alert says is new here, or null. */
export function newcomerOf({ alertType, extendedProperties }: Alert) {
  const facet = NEWCOMERS[alertType];
  if (facet === undefined) return null;
  return { facet, value: extendedProperties['new'] ?? extendedProperties['principals'] ?? '' };
}

/** A figure of a measure for a person. */
export function amountOf(measure: Measure, value: number): string {
  return measure === 'responseBytes' || measure === 'requestBytes' ? bytes(value) : count(value);
}

export const MEASURE_NAMES: Readonly<Record<Measure, string>> = {
  responseBytes: 'Data read',
  requestBytes: 'Data written',
  requests: 'Requests',
  requestUnits: 'Request units',
  throttled: 'Throttled requests',
  denied: 'Refused requests',
  failed: 'Failed requests',
  deleted: 'Deleted documents',
  metadata: 'Reads of metadata',
  distinctContainers: 'Different containers',
  distinctDocuments: 'Different documents',
};
