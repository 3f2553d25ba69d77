import { app } from '@azure/functions';
import { handleAlerts } from '../lib/api/alerts';
import { apiHandler, EVERY_METHOD } from './wiring';

app.http('alerts', {
  route: 'alerts/{id?}',
  methods: [...EVERY_METHOD],
  authLevel: 'function',
  handler: apiHandler(({ store }, request) => handleAlerts(store, request)),
});
