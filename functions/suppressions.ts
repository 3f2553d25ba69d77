import { app } from '@azure/functions';
import { accessToChanges } from '../lib/settings/access';
import { apiHandler, EVERY_METHOD } from './wiring';

const handler = apiHandler(async (warden, request) => {
  const { handleSuppressions } = await import('./handlers');
  return handleSuppressions(warden, request);
});
const WRITING: readonly string[] = ['PUT', 'DELETE'];

app.http('suppressions', {
  route: 'suppressions/{id?}',
  methods: EVERY_METHOD.filter((method) => !WRITING.includes(method)),
  authLevel: 'function',
  handler,
});

// A function of its own has a key of its own: the key of `suppressions` only reads.
app.http('changeSuppression', {
  route: 'suppressions/{id?}',
  methods: ['PUT', 'DELETE'],
  authLevel: accessToChanges(),
  handler,
});
