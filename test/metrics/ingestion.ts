import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import * as z from 'zod';

export const INSTRUMENTATION_KEY = '0f3d9c1e-5a47-4b62-9e08-6c1d2b7a8f90';

export const connectionString = (endpoint: string) =>
  `InstrumentationKey=${INSTRUMENTATION_KEY};IngestionEndpoint=${endpoint}/;LiveEndpoint=https://localhost:1/`;

/** What Application Insights answers where it took all. */
export const ACCEPTED = JSON.stringify({ itemsReceived: 1, itemsAccepted: 1, errors: [] });

const envelopes = z.array(
  z.object({
    name: z.literal('Microsoft.ApplicationInsights.Metric'),
    iKey: z.literal(INSTRUMENTATION_KEY),
    data: z.object({
      baseType: z.literal('MetricData'),
      baseData: z.object({
        metrics: z.tuple([
          z.object({
            name: z.string(),
            value: z.number(),
            count: z.number(),
            min: z.number().optional(),
            max: z.number().optional(),
          }),
        ]),
        properties: z.record(z.string(), z.string()),
      }),
    }),
  }),
);

/** Figures in a request to Application Insights; fails where it is not what that takes. */
export function figuresIn(body: string) {
  return envelopes.parse(JSON.parse(body)).map(({ data: { baseData } }) => {
    const [{ name, value, ...extent }] = baseData.metrics;
    return { name, value, dimensions: baseData.properties, extent };
  });
}

export type Figure = ReturnType<typeof figuresIn>[number];

export interface Ingestion {
  readonly connectionString: string;
  /** As they came. */
  readonly bodies: string[];
  figures(): Figure[];
  stop(): Promise<void>;
}

/** A receiver of metrics on this machine, without TLS. */
export async function startIngestion(): Promise<Ingestion> {
  const bodies: string[] = [];
  const server = createServer((request, response) => {
    void text(request).then((body) => {
      const isTrack = request.method === 'POST' && request.url === '/v2.1/track';
      if (isTrack) bodies.push(body);
      response.writeHead(isTrack ? 200 : 404, { 'content-type': 'application/json' }).end(ACCEPTED);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  // A server that listens on a host and port has an address of this kind.
  const { port } = server.address() as AddressInfo;
  return {
    connectionString: connectionString(`http://127.0.0.1:${port}`),
    bodies,
    figures: () => bodies.flatMap(figuresIn),
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
