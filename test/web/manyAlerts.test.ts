import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { toSummary } from '../../lib/alerts/summary';
import { dashboardPage } from '../../lib/api/dashboard';
import { json } from '../../lib/api/http';
import { raisedAlert, variation } from '../api/alertDocuments';
import { inChromium } from './chromium';
import { buildPage } from './dashboardFixture';
import { temporaryFolder } from '../temporaryFolder';

const COUNT = 10_000;
/** Rows that may exist at a time, however many alerts there are. */
const MOST_ROWS = 60;

let server: Server;
let url: string;

/** The page, over a list that answers as the API does, only faster than any database. */
beforeAll(async () => {
  const file = join(temporaryFolder(), 'dashboard.html');
  buildPage(file);
  const page = dashboardPage(readFileSync(file, 'utf8'));
  const raised = await raisedAlert();
  const alerts = Array.from({ length: COUNT }, (_, n) => {
    const severity = n === COUNT / 2 ? 'Low' : 'High';
    return toSummary(variation(raised, COUNT - n, { severity }));
  });
  server = createServer((request, response) => {
    const asked = new URL(`http://127.0.0.1${request.url ?? ''}`);
    const answer = () => {
      if (asked.pathname === '/api/dashboard') return { ...page, body: page.html };
      if (asked.pathname !== '/api/alerts') return json({ value: [], detectors: { active: [] } });
      const from = Number(asked.searchParams.get('cursor') ?? 0);
      const end = from + Number(asked.searchParams.get('top'));
      asked.searchParams.set('cursor', String(end));
      const nextLink = end < COUNT ? asked.href : null;
      return json({ value: alerts.slice(from, end), nextLink });
    };
    const { headers, body } = answer();
    response.writeHead(200, headers).end(body);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  // A server that listens on a port has an address.
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/api/dashboard`;
}, 60_000);
afterAll(() => {
  server.close();
});

inChromium('ten thousand alerts', (open) => {
  test('are scrolled through with a screenful of rows, and sorted', async () => {
    const { page, complaints } = await open(`${url}#/alerts`);
    const rows = page.locator('.rows > .row');
    await rows.first().waitFor();
    expect(await page.getByRole('status').innerText()).toMatch(/^200 alerts so far/);
    await rows.first().focus();
    await page.keyboard.press('End');
    await page.getByText(/^[46]00 alerts so far/).waitFor();
    expect(await rows.count()).toBeLessThan(MOST_ROWS);

    await page.getByLabel('Order').selectOption('Severity');
    await page.getByText('10,000 alerts').waitFor({ timeout: 60_000 });
    expect(await page.getByRole('grid').getAttribute('aria-rowcount')).toBe(String(COUNT + 1));
    await rows.first().focus();
    for (const [key, index] of [
      ['End', COUNT + 1],
      ['PageUp', null],
      ['Home', 2],
      ['End', COUNT + 1],
    ] as const) {
      await page.keyboard.press(key);
      const focused = page.locator('.row:focus');
      if (index !== null) expect(await focused.getAttribute('aria-rowindex')).toBe(String(index));
      expect(await rows.count()).toBeLessThan(MOST_ROWS);
    }
    // The one that is not High came to the end.
    expect(await page.locator('.row:focus').innerText()).toContain('Low');
    expect(complaints).toEqual([]);
  }, 90_000);
});
