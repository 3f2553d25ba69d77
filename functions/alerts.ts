import { app } from '@azure/functions';
import { accessToChanges } from '../lib/settings/access';
import { apiHandler, EVERY_METHOD } from './wiring';

app.http('alerts', {
  route: 'alerts/{id?}',
  methods: EVERY_METHOD.filter((method) => method !== 'PATCH'),
  authLevel: 'function',
  handler: apiHandler(async ({ store }, request) => {
    const isExport =
      request.url.searchParams.has('format') && request.parameters['id'] === undefined;
    const { handleAlertExport, handleAlerts } = await import('./handlers');
    return (isExport ? handleAlertExport : handleAlerts)(store, request);
  }),
});

// Functions of their own have keys of their own: the key of `alerts` only reads.
app.http('changeAlert', {
  route: 'alerts/{id?}',
  methods: ['PATCH'],
  authLevel: accessToChanges(),
  handler: apiHandler(async (warden, request) => {
    const { handleAlertPatch } = await import('./handlers');
    return handleAlertPatch(warden, request);
  }),
});

app.http('simulateAlerts', {
  route: 'alerts/simulate',
  methods: [...EVERY_METHOD],
  authLevel: accessToChanges(),
  handler: apiHandler(async (warden, request) => {
    const { handleSimulateAlerts } = await import('./handlers');
    return handleSimulateAlerts(warden, request);
  }),
});

app.http('actOnAlert', {
  route: 'alerts/{id}/{action}',
  methods: [...EVERY_METHOD],
  authLevel: accessToChanges(),
  handler: apiHandler(async (warden, request) => {
    const { handleAlertAction } = await import('./handlers');
    return handleAlertAction(warden, request);
  }),
});
