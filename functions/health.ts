import { app } from '@azure/functions';
import { handleHealth } from '../lib/api/health';
import { apiHandler, EVERY_METHOD } from './wiring';

app.http('health', {
  route: 'health',
  methods: [...EVERY_METHOD],
  authLevel: 'function',
  handler: apiHandler(handleHealth),
});
