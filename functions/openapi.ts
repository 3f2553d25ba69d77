import { app } from '@azure/functions';
import { apiHandler, EVERY_METHOD } from './wiring';

app.http('openapi', {
  route: 'openapi.json',
  methods: [...EVERY_METHOD],
  authLevel: 'function',
  handler: apiHandler(async (_warden, request) => {
    const { handleOpenApi } = await import('./handlers');
    return handleOpenApi(request);
  }),
});
