import { app } from '@azure/functions';
import { apiHandler, EVERY_METHOD } from './wiring';

app.http('baselines', {
  // A resource id has slashes; not every client escapes them.
  route: 'baselines/{*account}',
  methods: [...EVERY_METHOD],
  authLevel: 'function',
  handler: apiHandler(async (warden, request) => {
    const { handleBaselines } = await import('./handlers');
    return handleBaselines(warden, request);
  }),
});
