import { DAY } from '../calendar';
import type { Random } from '../random';

/** Software that is deployed now and then, each time with a newer patch version. */
export interface Software {
  /** The user agent that it sends at a time. */
  agentAt(time: number): string;
}

type Agent = (patch: number, application: string) => string;

/** User agents as the SDKs and drivers of the time send them. */
const LINES = {
  dotnet: (patch, app) =>
    `cosmos-netstandard-sdk/3.43.${patch}|1|X64|Linux 6.1.0|.NET 8.0.8|N|F 00000010|${app}`,
  java: (patch, app) => `azsdk-java-cosmos/4.63.${patch} Linux/6.1 JRE/17.0.12 ${app}`,
  python: (patch) =>
    `azsdk-python-cosmos/4.7.${patch} Python/3.11.9 (Linux-6.1.0-x86_64-with-glibc2.36)`,
  javascript: (patch) => `azsdk-js-cosmos/4.1.${patch} Node/20.15.1 OS/(x64-linux-6.1.0)`,
  go: (patch) => `azsdk-go-azcosmos/v1.0.${patch} (go1.22.5; linux)`,
  spark: (patch) => `azsdk-java-cosmos/4.62.${patch} SparkConnector/4.33.1 Linux/5.15 JRE/11.0.22`,
  pymongo: (patch) => `PyMongo|c 4.8.${patch}`,
  mongoNode: (patch) => `nodejs|mongoose 6.8.${patch}`,
  mongoJava: (patch) => `mongo-java-driver|sync 4.11.${patch}`,
  datastax: (patch) => `DataStax Java driver for Apache Cassandra(R) 4.17.${patch}`,
  gremlinNet: (patch) => `Gremlin.Net/3.6.${patch} .NET/8.0`,
  tables: (patch) => `azsdk-net-Data.Tables/12.8.${patch} (.NET 8.0.8; Linux)`,
} as const satisfies Readonly<Record<string, Agent>>;

export type SoftwareLine = keyof typeof LINES;

export const BROWSER =
  'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/126.0.0.0 Safari/537.36';
export const DATA_FACTORY = 'azsdk-java-cosmos/4.60.0 Azure Data Factory/1.0';
export const SEARCH_INDEXER = 'AzureSearchIndexer/1.0 documentdb-dotnet-sdk/2.18.0 Host/64-bit';

/** Tools that thieves use and applications do not. */
export const THIEVES_TOOLS = [
  'python-requests/2.31.0',
  'PostmanRuntime/7.39.0',
  'Go-http-client/1.1',
  'curl/8.5.0',
  'Azure-Cosmos-Data-Migration-Tool/2.1.4',
] as const;

/** An application that is deployed about every `days` days since `begin`. */
export function deployedSoftware(
  line: SoftwareLine,
  application: string,
  random: Random,
  begin: number,
  days = 11,
): Software {
  const first = random.integer(0, 2);
  const phase = random.between(0, days) * DAY;
  // A deployment brings a new patch version only now and then.
  const everyOther = random.integer(1, 2);
  return {
    agentAt: (time) => {
      const deployments = Math.max(0, Math.floor((time - begin + phase) / (days * DAY)));
      return LINES[line](first + Math.floor(deployments / everyOther), application);
    },
  };
}

/** Software that stays as it is. */
export function fixedSoftware(agent: string): Software {
  return { agentAt: () => agent };
}
