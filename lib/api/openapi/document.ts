import * as z from 'zod';
import { PATHS } from './paths';
import type { Answer, Operation } from './operation';

type Json = Readonly<Record<string, unknown>>;

const ABOUT =
  'Alerts about Azure Cosmos DB accounts, and what they rest on. Errors are problem documents ' +
  '(RFC 9457). A method that a route does not have is answered with 405.';

/** The OpenAPI 3.1 description, from the schemas that check input. @param base such as https://host/api */
export function openApiDocument(base: string, version: string): Json {
  const components = new Map<string, Json>();
  const paths = Object.entries(PATHS).map(([path, operations]) => {
    const described = Object.entries(operations).map(([method, operation]) => [
      method,
      describe(path, method, operation, components),
    ]);
    return [path, { parameters: pathParameters(path), ...Object.fromEntries(described) }] as const;
  });
  return {
    openapi: '3.1.0',
    info: { title: 'Cosmos Warden', version, description: ABOUT, license: { name: 'MIT' } },
    servers: [{ url: base }],
    security: [{ functionKey: [] }, { functionCode: [] }, { entra: [] }],
    paths: Object.fromEntries(paths),
    components: {
      schemas: Object.fromEntries(components),
      securitySchemes: {
        functionKey: { type: 'apiKey', in: 'header', name: 'x-functions-key' },
        functionCode: { type: 'apiKey', in: 'query', name: 'code' },
        entra: { type: 'http', scheme: 'bearer', description: 'Where platform sign-in is on' },
      },
    },
  };
}

function describe(
  path: string,
  method: string,
  operation: Operation,
  components: Map<string, Json>,
): Json {
  const { summary, tag, query, body, answers } = operation;
  const name = path
    .replace(/[{}]/g, '')
    .replace(/\W+(\w?)/g, (_, next: string) => next.toUpperCase());
  const parameters = [...queryParameters(query, components), ...headers(operation)];
  return {
    operationId: `${method}${name}`,
    summary,
    tags: [tag],
    ...(parameters.length === 0 ? {} : { parameters }),
    ...(body === undefined
      ? {}
      : {
          requestBody: { content: { 'application/json': { schema: schemaOf(body, components) } } },
        }),
    responses: Object.fromEntries(
      Object.entries(answers).map(([status, one]) => [status, response(one, components)]),
    ),
  };
}

function response({ description, content }: Answer, components: Map<string, Json>): Json {
  if (content === undefined) return { description };
  const types = Object.entries(content).map(([type, schema]) => [
    type,
    { schema: schemaOf(schema, components) },
  ]);
  return { description, content: Object.fromEntries(types) };
}

function pathParameters(path: string): readonly Json[] {
  return Array.from(path.matchAll(/\{(\w+)\}/g), ([, name]) => {
    return { name, in: 'path', required: true, schema: { type: 'string' } };
  });
}

function queryParameters(
  query: z.ZodObject | undefined,
  components: Map<string, Json>,
): readonly Json[] {
  const shape = Object.entries<z.ZodType>(query?.shape ?? {});
  return shape.map(([name, schema]) => {
    const { description, ...described } = schemaOf(schema, components);
    const isList = described['type'] === 'array';
    return {
      name,
      in: 'query',
      ...(description === undefined ? {} : { description }),
      ...(isList ? { style: 'form', explode: false } : {}),
      schema: described,
    };
  });
}

function headers({ changes, ifMatch }: Operation): readonly Json[] {
  const schema = { type: 'string' };
  return [
    ...(changes === true
      ? [
          {
            name: 'X-Warden-Request',
            in: 'header',
            required: true,
            description: 'Keeps other sites from making a browser send it',
            schema: { const: '1' },
          },
        ]
      : []),
    ...(ifMatch === undefined
      ? []
      : [
          {
            name: 'If-Match',
            in: 'header',
            required: ifMatch === 'must',
            description: 'ETag of what is to be changed',
            schema,
          },
        ]),
  ];
}

/** The schema for JSON; those with an id stand once among the components. */
function schemaOf(schema: z.ZodType, components: Map<string, Json>): Json {
  const { $defs = {}, ...json } = z.toJSONSchema(schema, {
    io: 'input',
    override: ({ jsonSchema }) => {
      // Of answers nothing can be written anyway.
      delete jsonSchema.readOnly;
    },
  });
  for (const [name, definition] of Object.entries($defs)) {
    components.set(name, referring(definition));
  }
  return referring(json);
}

/** With references to the components of the document. */
function referring(schema: object): Json {
  const text = JSON.stringify(schema, (name, value: unknown) =>
    // The name of a component stands before it, and OpenAPI says which dialect this is.
    (name === 'id' || name === '$schema') && typeof value === 'string' ? undefined : value,
  );
  // The same schema, with other references.
  return JSON.parse(text.replaceAll('"#/$defs/', '"#/components/schemas/')) as Json;
}
