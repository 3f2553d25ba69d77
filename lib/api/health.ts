import type { Warden } from '../warden';
import {
  isReading,
  json,
  methodNotAllowed,
  READING,
  type ApiRequest,
  type ApiResponse,
} from './http';

/** `GET health`: always answers, even where nothing else can. */
export async function handleHealth(warden: Warden, request: ApiRequest): Promise<ApiResponse> {
  if (!isReading(request)) return methodNotAllowed(request, READING);
  return json(await warden.health());
}
