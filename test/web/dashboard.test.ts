import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';
import type { Page } from 'playwright-core';
import { variation } from '../api/alertDocuments';
import { inChromium } from './chromium';
import { RAISED, startDashboard, type Dashboard } from './dashboardFixture';

let dashboard: Dashboard;
beforeAll(async () => {
  dashboard = await startDashboard();
}, 60_000);
afterAll(() => dashboard.stop());

const rows = (page: Page) => page.locator('.rows > .row');
const alertOf = (type: (typeof RAISED)[number]) => {
  const alert = dashboard.alerts.find(({ alertType }) => alertType === type);
  if (alert === undefined) throw new Error(`no alert of ${type} was raised`);
  return alert;
};

inChromium('the dashboard', (open) => {
  let complaints: readonly string[] = [];
  let strangers: readonly string[] = [];
  const show = async (route: string): Promise<Page> => {
    const opened = await open(`${dashboard.url}${route}`);
    ({ complaints, strangers } = opened);
    return opened.page;
  };
  beforeEach(() => {
    complaints = [];
    strangers = [];
  });
  const expectQuiet = () =>
    expect({ complaints, strangers }).toEqual({ complaints: [], strangers: [] });

  test('the overview counts open alerts and leads to them', async () => {
    const page = await show('#/');
    const tile = page.locator('.tile', { hasText: 'Open alerts' });
    await tile.locator('strong', { hasText: String(RAISED.length) }).waitFor();
    await page.getByRole('img', { name: /6 alerts in 7 days/ }).waitFor();
    await page.getByRole('region', { name: 'Accounts at risk' }).getByText('shop').waitFor();
    await tile.getByRole('link', { name: /High/ }).click();
    await page.getByRole('heading', { name: 'Alerts' }).waitFor();
    expect(page.url()).toContain('severity=High');
    expectQuiet();
  });

  test('the list is filtered, searched and sorted by its address', async () => {
    const page = await show('#/alerts');
    await page.getByText(`${RAISED.length} alerts`).waitFor();
    await page.getByLabel('Search alerts').fill('two places');
    await page.getByText('1 alert', { exact: true }).waitFor();
    expect(await rows(page).allInnerTexts()).toEqual([expect.stringContaining('two places')]);
    expect(page.url()).toContain('q=two+places');
    await page.getByRole('link', { name: 'Clear' }).click();
    await page.getByText(`${RAISED.length} alerts`).waitFor();
    await page.getByLabel('Order').selectOption('Type');
    await page.waitForURL(/sort=type/);
    const { alertDisplayName: name } = alertOf('CosmosDB_AttackChain');
    await rows(page).first().filter({ hasText: name }).waitFor();
    await page.getByRole('button', { name: 'Dismissed' }).click();
    await page.getByText('No alert matches').waitFor();
    await page.goBack();
    await rows(page).first().waitFor();
    expectQuiet();
  });

  test('the keyboard alone opens an alert, ticks a step and resolves it', async () => {
    const page = await show('#/alerts?sort=type');
    await rows(page)
      .nth(RAISED.length - 1)
      .waitFor();
    await rows(page).first().focus();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('ArrowUp');
    await page.keyboard.press('End');
    await page.keyboard.press('Enter');
    const alert = alertOf('CosmosDB_SqlInjection.DataExfiltration');
    await page.getByRole('heading', { level: 1, name: alert.alertDisplayName }).waitFor();
    expect(await page.locator('mark').innerText()).toBe(alert.extendedProperties['fragment']);
    const step = page.locator('.steps input').first();
    await step.focus();
    await page.keyboard.press('Space');
    await page.getByRole('button', { name: 'Resolve' }).focus();
    await page.keyboard.press('Enter');
    await page.keyboard.type('it was a test');
    await page.getByRole('dialog').getByRole('button', { name: 'Resolve' }).press('Enter');
    await page.locator('.headline').getByText('Resolved').waitFor();
    await page.getByText('by function key: it was a test').waitFor();
    await page.reload();
    await page.locator('.steps input').first().waitFor();
    expect(await page.locator('.steps input').first().isChecked()).toBe(true);
    expectQuiet();
  });

  test('an alert shows its figures, its places, its chain and what to copy', async () => {
    const page = await show(`#/alerts/${alertOf('CosmosDB_DataExfiltrationAnomaly').id}`);
    await page.locator('.plot canvas').waitFor();
    await page.getByRole('img', { name: /^Data read: .*99th percentile/ }).waitFor();
    expect(await page.getByLabel('KQL').innerText()).toMatch(/^union .*CDBDataPlaneRequests/);
    await page.getByText('Raw JSON').click();
    const shown: unknown = JSON.parse(await page.getByLabel('JSON').innerText());
    expect(shown).toMatchObject({ alertType: 'CosmosDB_DataExfiltrationAnomaly' });

    await page.goto(`${dashboard.url}#/alerts/${alertOf('CosmosDB_ImpossibleTravel').id}`);
    await page.locator('.map .journey').waitFor();
    expect(await page.locator('.map circle').count()).toBe(2);

    await page.goto(`${dashboard.url}#/alerts/${alertOf('CosmosDB_AttackChain').id}`);
    const chain = page.getByRole('list', { name: 'Steps of the attack' });
    await chain.getByText('Way in').first().waitFor();
    await chain.getByText('Damage').first().waitFor();
    expectQuiet();
  });

  test('several alerts are changed at once', async () => {
    const page = await show('#/alerts?q=shop&sort=type');
    await rows(page).nth(1).waitFor();
    await rows(page).first().getByRole('checkbox').check();
    await rows(page).nth(1).focus();
    await page.keyboard.press('Space');
    await page.getByText('2 selected').waitFor();
    await page.getByRole('toolbar').getByRole('button', { name: 'In progress' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'In progress' }).click();
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    await page.locator('[data-status=InProgress]').nth(1).waitFor();
    expect(await page.getByText('2 selected').count()).toBe(0);
    expectQuiet();
  });

  test('what is expected becomes a rule, which is tried, changed and deleted', async () => {
    const page = await show(`#/alerts/${alertOf('CosmosDB_CredentialGuessing').id}`);
    await page.getByRole('button', { name: 'This is expected' }).click();
    await page.getByLabel('Why is it expected?').fill('the nightly scan');
    await page.getByRole('button', { name: 'Dismiss and hide' }).click();
    await page.getByRole('heading', { name: 'The rule that was made' }).waitFor();
    await page.getByRole('button', { name: 'See the rule' }).click();
    const rule = page.locator('.rule');
    await rule.getByText('the nightly scan').waitFor();
    await rule.getByText(/Hides 0 alerts/).waitFor();
    await rule.getByRole('button', { name: 'Change' }).click();
    await page.getByRole('button', { name: 'Try on the last 30 days' }).click();
    await page.getByText('Would have hidden 1 alert').waitFor();
    await page.getByLabel('Name').fill('Nightly scan');
    await page.getByRole('button', { name: 'Save' }).click();
    await page.getByRole('heading', { name: /Nightly scan/ }).waitFor();
    await rule.getByRole('button', { name: 'Delete' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Delete' }).click();
    await page.getByText('The rule is gone').waitFor();
    await page.getByRole('button', { name: 'Close' }).click();
    await page.getByText('No suppression rules').waitFor();
    expectQuiet();
  });

  test('a sample alert goes through the app and is marked', async () => {
    const page = await show('#/');
    await page.getByRole('button', { name: 'Sample alert' }).click();
    await page.getByLabel('Alert type').selectOption('CosmosDB_TorAnomaly');
    await page.getByRole('button', { name: 'Send sample' }).click();
    const sample = rows(page).filter({ hasText: 'Access from a Tor exit node' });
    await sample.locator('.mark', { hasText: 'sample' }).waitFor();
    expectQuiet();
  });

  test('the page asks again by itself, is sent nothing twice, and shows what is new', async () => {
    const page = await show('#/alerts');
    await page.clock.install();
    const answers: number[] = [];
    page.on('response', (answer) => {
      if (answer.url().includes('/api/alerts?')) answers.push(answer.status());
    });
    await page.reload();
    await page.locator('[data-state=live]').waitFor();
    while (answers.length < 2) await page.clock.runFor(1000);
    expect(answers).toEqual([200, 304]);

    const late = variation(alertOf('CosmosDB_GeoAnomaly'), 1, {
      alertDisplayName: 'Raised while somebody looks',
    });
    await dashboard.store.create('alerts', late);
    const row = rows(page).filter({ hasText: late.alertDisplayName });
    while (!(await row.isVisible())) await page.clock.runFor(1000);
    await dashboard.store.remove('alerts', late.accountId, late.id);
    expectQuiet();
  });

  test('the account page tells baseline, coverage and recommendations', async () => {
    const page = await show('#/accounts');
    await page.getByRole('link', { name: 'shop' }).click();
    await page.getByText(/20 days of history/).waitFor();
    await page.locator('.plot canvas').waitFor();
    await page.getByText(/Detectors: \d+ of \d+ see this account/).waitFor();
    await page.getByRole('heading', { name: 'Recommendations' }).waitFor();
    expectQuiet();
  });

  test('an API that fails is told, and the page goes on when it is back', async () => {
    const page = await show('#/alerts');
    await rows(page).first().waitFor();
    await page.route('**/api/alerts?*', (route) =>
      route.fulfill({
        status: 503,
        contentType: 'application/problem+json',
        body: '{"title":"Database unavailable","status":503,"detail":"It does not answer"}',
      }),
    );
    await page.getByRole('button', { name: 'Low' }).click();
    await page.getByRole('alert').getByText('Database unavailable (503)').waitFor();
    await page.getByText('Not fresh since').waitFor();
    await page.unroute('**/api/alerts?*');
    await page.getByRole('button', { name: 'Try again' }).click();
    await page.getByText('Live').waitFor();
    expect(await page.getByRole('alert').innerText()).toBe('');

    await page.route('**/api/alerts?*', (route) => route.abort());
    await page.getByRole('button', { name: 'Low' }).click();
    await page.getByText('The API does not answer').waitFor();
    // The browser itself tells of requests that fail.
    expect(complaints.filter((text) => !text.startsWith('Failed to load resource'))).toEqual([]);
  });

  test('a key is taken from the address, kept in the tab, and survives F5', async () => {
    const { url, key } = await dashboard.guarded();
    const { page } = await open(`${url}?code=${key}#/alerts`);
    await rows(page).first().waitFor();
    expect(page.url()).toBe(`${url}#/alerts`);
    const isKept = `dispatchEvent(new KeyboardEvent('keydown', { key: 'F5', cancelable: true }))`;
    expect(await page.evaluate(isKept)).toBe(false);
    await page.getByText('Live').waitFor();
    await rows(page).first().waitFor();
    expect((await fetch(url)).status).toBe(401);
  });

  test('a key that the API refuses is asked for again', async () => {
    const { url, key } = await dashboard.guarded();
    const { page } = await open(`${url}?code=${key}#/suppressions`);
    await page.getByText('No suppression rules').waitFor();
    await page.evaluate(`sessionStorage.setItem('cosmos-warden-key', 'old')`);
    await page.getByRole('link', { name: 'Alerts' }).click();
    await page.getByText('The API refuses this key').waitFor();
    await page.getByLabel('Key').fill(key);
    await page.getByRole('button', { name: 'Use it' }).click();
    await rows(page).first().waitFor();
    await page.getByText('Live').waitFor();
  });
});
