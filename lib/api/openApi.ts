import { PRODUCT } from '../product';
import { answering, isReading, json, methodNotAllowed, READING } from './http';
import type { ApiRequest, ApiResponse } from './http';
import { openApiDocument } from './openapi/document';
import { noParameters } from './parameters';

/** `GET openapi.json`: the API, described for programs. */
export async function handleOpenApi(request: ApiRequest): Promise<ApiResponse> {
  if (!isReading(request)) return methodNotAllowed(request, READING);
  const { origin, pathname, searchParams } = request.url;
  return answering(() => {
    noParameters(searchParams);
    const base = `${origin}${pathname.replace(/\/openapi\.json\/?$/i, '')}`;
    return Promise.resolve(json(openApiDocument(base, PRODUCT.version)));
  });
}
