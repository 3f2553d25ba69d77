import { app } from '@azure/functions';
import { handleAlerts } from '../lib/api/alerts';
import { apiHandler, EVERY_METHOD } from './wiring';

app.http('alerts', {
  route: 'alerts/{id?}',
  methods: EVERY_METHOD.filter((method) => method !== 'PATCH'),
  authLevel: 'function',
  handler: apiHandler(async ({ store }, request) => {
    const isExport =
      request.url.searchParams.has('format') && request.parameters['id'] === undefined;
    if (!isExport) return handleAlerts(store, request);
    const { handleAlertExport } = await import('../lib/api/exportAlerts');
    return handleAlertExport(store, request);
  }),
});

// Functions of their own have keys of their own: the key of `alerts` only reads.
app.http('changeAlert', {
  route: 'alerts/{id?}',
  methods: ['PATCH'],
  authLevel: 'function',
  handler: apiHandler(async (warden, request) => {
    const { handleAlertPatch } = await import('../lib/api/patchAlert');
    return handleAlertPatch(warden, request);
  }),
});

app.http('actOnAlert', {
  route: 'alerts/{id}/{action}',
  methods: [...EVERY_METHOD],
  authLevel: 'function',
  handler: apiHandler(async (warden, request) => {
    const { handleAlertAction } = await import('../lib/api/alertActions');
    return handleAlertAction(warden, request);
  }),
});
