import { app } from '@azure/functions';
import { apiHandler, EVERY_METHOD } from './wiring';

app.http('health', {
  route: 'health',
  methods: [...EVERY_METHOD],
  authLevel: 'function',
  handler: apiHandler(async (warden, request) => {
    const { handleHealth } = await import('./handlers');
    return handleHealth(warden, request);
  }),
});
