import { app } from '@azure/functions';
import { accessToChanges } from '../lib/settings/access';
import { apiHandler, EVERY_METHOD } from './wiring';

app.http('recommendations', {
  route: 'recommendations',
  methods: [...EVERY_METHOD],
  authLevel: 'function',
  handler: apiHandler(async (warden, request) => {
    const { handleRecommendations } = await import('./handlers');
    return handleRecommendations(warden, request);
  }),
});

// A function of its own has a key of its own: the key of `recommendations` only reads.
app.http('actOnRecommendation', {
  route: 'recommendations/{id}/{action}',
  methods: [...EVERY_METHOD],
  authLevel: accessToChanges(),
  handler: apiHandler(async (warden, request) => {
    const { handleRecommendationAction } = await import('./handlers');
    return handleRecommendationAction(warden, request);
  }),
});
