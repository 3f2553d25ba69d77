import type { Warden } from '../warden';
import { json, methodNotAllowed, type ApiRequest, type ApiResponse } from './http';

/** `GET health`: always answers, even where nothing else can. */
export async function handleHealth(warden: Warden, request: ApiRequest): Promise<ApiResponse> {
  if (request.method !== 'GET') return methodNotAllowed(request, ['GET']);
  return json(await warden.health());
}
