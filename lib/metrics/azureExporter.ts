import {
  AzureMonitorMetricExporter,
  type AzureMonitorExporterOptions,
} from '@azure/monitor-opentelemetry-exporter';
import type { TokenCredential } from '@azure/identity';
import type { Cloud } from '../cloud';
import { keepExporterUsePrivate } from '../settings/libraryUse';

/** One request may take so long, ms. */
const REQUEST_TIME = 5000;

export interface AzureMonitorOptions {
  /** Of Application Insights. */
  readonly connectionString: string;
  /** Null where the connection string alone is enough. */
  readonly credential: TokenCredential | null;
  readonly cloud: Cloud;
  /** Certificates of authorities beside the usual ones, PEM. */
  readonly certificateAuthority?: string;
}

type SendPolicy = NonNullable<
  AzureMonitorExporterOptions['additionalPolicies']
>[number]['policy']['sendRequest'];

/** Answers that the library deals with: all or some figures were taken, or they belong elsewhere. */
const UNDERSTOOD = new Set([200, 206, 307, 308]);

/** Application Insights has not taken the figures, or not all of them. */
export class IngestionError extends Error {
  override readonly name = 'IngestionError';
  constructor(
    /** Of HTTP, where there was an answer. The library would try `statusCode` again by itself. */
    readonly status: number | undefined,
    options?: ErrorOptions,
  ) {
    super(`Application Insights has not taken all metrics: ${status ?? 'no answer'}`, options);
  }
}

/** The exporter to Application Insights, without habits that do not suit a function. */
export function exporterOf(options: AzureMonitorOptions): AzureMonitorMetricExporter {
  const { connectionString, credential, cloud, certificateAuthority } = options;
  keepExporterUsePrivate();
  const local = localEndpoint(connectionString);
  return new AzureMonitorMetricExporter({
    connectionString,
    // What could not be sent is not kept on the disk of an instance that may be gone.
    disableOfflineStorage: true,
    retryOptions: { maxRetries: 0 },
    additionalPolicies: [{ position: 'perCall', policy: { name: 'told', sendRequest: told } }],
    ...(credential === null ? {} : { credential: forCloud(credential, cloud) }),
    ...(local === null ? {} : { host: local, allowInsecureConnection: true }),
    ...(certificateAuthority === undefined ? {} : { tlsOptions: { ca: certificateAuthority } }),
  });
}

/** What the library would put on the disk, to try again, is told as well: a missing role above all. */
const told: SendPolicy = async (request, next) => {
  request.abortSignal = AbortSignal.timeout(REQUEST_TIME);
  const response = await next(request).catch((cause: unknown) => {
    throw new IngestionError(undefined, { cause });
  });
  if (UNDERSTOOD.has(response.status)) return response;
  throw new IngestionError(response.status);
};

/** The library knows the audience of the global cloud alone. */
function forCloud(credential: TokenCredential, { monitor }: Cloud): TokenCredential {
  return { getToken: (_, options) => credential.getToken(`${monitor}/.default`, options) };
}

/** A receiver on this machine without TLS, of which the library would make one with it. */
function localEndpoint(connectionString: string): string | null {
  const endpoint = /(?:^|;)IngestionEndpoint=(http:\/\/(?:127\.0\.0\.1|localhost):\d+)/i;
  return endpoint.exec(connectionString)?.[1] ?? null;
}
