import { app } from '@azure/functions';
import { apiHandler, EVERY_METHOD } from './wiring';

app.http('coverage', {
  route: 'coverage',
  methods: [...EVERY_METHOD],
  authLevel: 'function',
  handler: apiHandler(async (warden, request) => {
    const { handleCoverage } = await import('./handlers');
    return handleCoverage(warden, request);
  }),
});
