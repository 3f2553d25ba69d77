import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { AxeResults } from 'axe-core';
import type { Page } from 'playwright-core';
import { inChromium } from './chromium';
import { SHOP, startDashboard, type Dashboard } from './dashboardFixture';

const AXE = readFileSync(
  createRequire(join(__dirname, 'accessibility.test.ts')).resolve('axe-core/axe.min.js'),
  'utf8',
);
const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

/** Alerts that between them have every part that an alert's page may have. */
const SHOWN = [
  'CosmosDB_AttackChain',
  'CosmosDB_DataExfiltrationAnomaly',
  'CosmosDB_ImpossibleTravel',
  'CosmosDB_SqlInjection.DataExfiltration',
] as const;

let dashboard: Dashboard;
beforeAll(async () => {
  dashboard = await startDashboard();
  const { status } = await fetch(new URL('suppressions/night-scan', dashboard.url), {
    method: 'PUT',
    headers: { 'X-Warden-Request': '1', 'content-type': 'application/json' },
    body: JSON.stringify({
      name: 'Scan of each night',
      reason: 'Security team',
      alertType: 'CosmosDB_CredentialGuessing',
      address: '203.0.113.0/28',
      expirationDateUtc: new Date(Date.now() + 30 * 86_400_000).toISOString(),
    }),
  });
  expect(status).toBe(201);
}, 60_000);
afterAll(() => dashboard.stop());

/** What is broken, and where. */
async function violations(page: Page): Promise<string[]> {
  await page.evaluate(AXE);
  const { violations: found } = await page.evaluate<AxeResults>(
    `axe.run({ runOnly: ${JSON.stringify(RULES)} })`,
  );
  return found.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html.slice(0, 160)}`));
}

/** Pixels by which the page is wider than the window. */
const tooWide = (page: Page) =>
  page.evaluate<number>('document.documentElement.scrollWidth - innerWidth');

const idOf = (type: (typeof SHOWN)[number]) =>
  dashboard.alerts.find(({ alertType }) => alertType === type)?.id ?? '';

/** Each page with something that is there once it has loaded. */
const pages = () =>
  [
    ['#/', '.tile'],
    ['#/alerts', '.rows > .row'],
    ...SHOWN.map((type) => [`#/alerts/${idOf(type)}`, '.timeline'] as const),
    ['#/accounts', 'tbody'],
    [`#/accounts/${encodeURIComponent(SHOP)}`, '.plot canvas'],
    ['#/suppressions', '.rule'],
  ] as const;

inChromium('the dashboard can be read and used by everybody', (open) => {
  test.each([
    [360, 740],
    [1920, 1080],
  ] as const)(
    'every page at %i pixels, light and dark',
    async (width, height) => {
      const { page, complaints } = await open(dashboard.url, { viewport: { width, height } });
      for (const [route, content] of pages()) {
        await page.goto(`${dashboard.url}${route}`);
        await page.locator(content).first().waitFor();
        for (const colorScheme of ['light', 'dark'] as const) {
          await page.emulateMedia({ colorScheme });
          const found = [route, colorScheme, await violations(page), await tooWide(page)];
          expect(found).toEqual([route, colorScheme, [], 0]);
        }
      }
      expect(complaints).toEqual([]);
    },
    60_000,
  );

  test.each([
    ['#/', 'Sample alert'],
    [`#/suppressions`, 'New rule'],
  ])('the dialogs of %s: %s', async (route, button) => {
    const { page } = await open(`${dashboard.url}${route}`);
    await page.getByRole('button', { name: button }).click();
    await page.getByRole('dialog').waitFor();
    expect(await violations(page)).toEqual([]);
    await page.keyboard.press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    expect(await page.evaluate('document.activeElement.textContent')).toBe(button);
  });

  test('a chosen theme stays', async () => {
    const { page } = await open(dashboard.url, { colorScheme: 'light' });
    const background = () =>
      page.evaluate<string>('getComputedStyle(document.documentElement).backgroundColor');
    const light = await background();
    await page.getByRole('button', { name: 'Theme: auto' }).click();
    await page.getByRole('button', { name: 'Theme: light' }).click();
    await page.getByRole('button', { name: 'Theme: dark' }).waitFor();
    expect(await background()).not.toBe(light);
    await page.reload();
    await page.getByRole('button', { name: 'Theme: dark' }).waitFor();
    expect(await background()).not.toBe(light);
  });
});
