import type { Api } from '../../telemetry/event';
import type { ControlPlaneChange } from '../logs/controlPlane';
import type { SimulatedAccount } from './account';
import type { Container } from './container';

/** A container as Azure Resource Manager names it. */
export interface ArmContainer {
  /** `sqlDatabases/containers`. */
  readonly type: string;
  /** `sqlDatabases/<database>/containers/<container>`. */
  readonly path: string;
  readonly apiKind: string;
  /** Plural, as `apiKindResourceType` has it. */
  readonly kind: string;
}

const NAMES: Readonly<Record<Api, readonly [databases: string, containers: string, kind: string]>> =
  {
    nosql: ['sqlDatabases', 'containers', 'Sql'],
    mongodb: ['mongodbDatabases', 'collections', 'MongoDB'],
    cassandra: ['cassandraKeyspaces', 'tables', 'Cassandra'],
    gremlin: ['gremlinDatabases', 'graphs', 'Gremlin'],
    table: ['', 'tables', 'Table'],
  };

export function armContainer({ api }: SimulatedAccount, container: Container): ArmContainer {
  const [databases, containers, apiKind] = NAMES[api];
  const kind = `${containers.charAt(0).toUpperCase()}${containers.slice(1)}`;
  // The Table API has no databases.
  return databases === ''
    ? { type: containers, path: `${containers}/${container.name}`, apiKind, kind }
    : {
        type: `${databases}/${containers}`,
        path: `${databases}/${container.database}/${containers}/${container.name}`,
        apiKind,
        kind,
      };
}

/** What ControlPlaneRequests tells of a change of a container. */
export function containerChange(
  container: ArmContainer,
  operationType: 'Create' | 'Delete' | 'ThroughputUpdate',
  httpMethod: 'PUT' | 'DELETE',
): ControlPlaneChange {
  return {
    operationName: `${container.apiKind}${container.kind}${operationType}`,
    paired: false,
    properties: {
      httpMethod,
      apiKind: container.apiKind,
      apiKindResourceType: container.kind,
      operationType,
      resourceUri: container.path,
      resourceDetails: '',
    },
  };
}
