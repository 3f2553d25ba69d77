import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { app } from '@azure/functions';
import type { DashboardPage } from '../lib/api/dashboard';
import { apiHandler, EVERY_METHOD } from './wiring';

let page: Promise<DashboardPage> | null = null;

app.http('dashboard', {
  route: 'dashboard',
  methods: [...EVERY_METHOD],
  authLevel: 'function',
  handler: apiHandler(async (_, request) => {
    const { dashboardPage, handleDashboard } = await import('./handlers');
    // The build puts it beside the bundle; it is read when somebody asks for it.
    page ??= readFile(join(__dirname, 'dashboard.html'), 'utf8').then(dashboardPage);
    return handleDashboard(await page, request);
  }),
});
