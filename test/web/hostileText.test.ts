import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { AlertDocument } from '../../lib/alerts/document';
import { variation } from '../api/alertDocuments';
import { inChromium } from './chromium';
import { startDashboard, type Dashboard } from './dashboardFixture';

/** What somebody may put into a query, a name or a user agent in the hope that it runs or hides. */
const HOSTILE = [
  '<script>globalThis.ran = true</script>',
  '<img src=x onerror="globalThis.ran = true">',
  '"><svg onload=globalThis.ran=true>',
  "javascript:globalThis.ran=true//'",
  '</script><script>globalThis.ran=true</script>',
  '</style><style>*{display:none}</style>',
  '{{constructor.constructor("globalThis.ran=true")()}}',
  'gpj.\u202Efdp\u2066exe\u2069',
  'a\u0000b\u001b[31mc\u0085d\u2028e\u200Bf\uFEFFg\u{E0041}h\uD800i',
] as const;
const NAMES = [
  'U+202E',
  'U+2066',
  'U+2069',
  'U+0000',
  'U+001B',
  'U+0085',
  'U+2028',
  'U+200B',
  'U+FEFF',
  'U+E0041',
];

let dashboard: Dashboard;
const hostile: AlertDocument[] = [];

beforeAll(async () => {
  dashboard = await startDashboard();
  for (const [n, alert] of dashboard.alerts.entries()) {
    const changed = variation(alert, n, withText(alert));
    hostile.push(changed);
    await dashboard.store.create('alerts', changed);
  }
}, 60_000);
afterAll(() => dashboard.stop());

/** The alert with every text that may come from a log replaced. */
function withText(alert: AlertDocument): Partial<AlertDocument> {
  const text = HOSTILE.join(' ');
  const properties = Object.entries(alert.extendedProperties).map(([name, value]) => {
    const isFigure = value !== '' && Number.isFinite(Number(value));
    // Steps and ids are the app's own, as are figures.
    return isFigure || ['steps', 'measure', 'relatedAlerts', 'sample'].includes(name)
      ? [name, value]
      : [name, text];
  });
  return {
    reason: text,
    assignedTo: text,
    // Each property is a text, as before.
    extendedProperties: Object.fromEntries(properties) as Record<string, string>,
    entities: [{ type: 'ip', address: text, location: { countryCode: text } }],
    supportingEvidence: {
      ...alert.supportingEvidence,
      addresses: HOSTILE,
      countries: HOSTILE,
      principals: HOSTILE,
      applications: HOSTILE,
      containers: HOSTILE,
    },
    remediationSteps: [...HOSTILE],
    techniques: [...HOSTILE],
    history: [{ at: alert.startTimeUtc, by: text, what: text, comment: text }],
  };
}

inChromium('text from a log', (open) => {
  test('never runs, and hides nothing', async () => {
    const { page, complaints, strangers } = await open(`${dashboard.url}#/alerts`);
    await page.locator('.rows > .row', { hasText: '<script>' }).first().waitFor();
    for (const { id } of hostile) {
      await page.goto(`${dashboard.url}#/alerts/${id}`);
      await page.locator('.headline', { hasText: '<img src=x' }).waitFor();
      const shown = await page.locator('main').innerText();
      expect(HOSTILE.slice(0, 7).filter((text) => !shown.includes(text))).toEqual([]);
      expect(NAMES.filter((name) => !shown.includes(name))).toEqual([]);
      expect(shown).not.toMatch(/(?![\n\t])[\p{Cc}\p{Cf}\p{Zl}\p{Cs}]/u);
    }
    expect(await page.evaluate('globalThis.ran')).toBeUndefined();
    expect(
      await page
        .locator('main script, main img, main style, main [onload], main [onerror]')
        .count(),
    ).toBe(0);
    expect(await page.locator('a[href^="javascript:" i]').count()).toBe(0);
    expect({ complaints, strangers }).toEqual({ complaints: [], strangers: [] });
  }, 60_000);

  test('cannot become markup even where the page itself tries', async () => {
    const { page } = await open(dashboard.url);
    await page.locator('.tile').first().waitFor();
    const tried = page.evaluate(`document.body.innerHTML = '<img src=x onerror="ran=true">'`);
    await expect(tried).rejects.toThrow(/TrustedHTML/);
  });

  test('in the address of the page is text too', async () => {
    const script = encodeURIComponent(HOSTILE[0]);
    const { page, complaints } = await open(
      `${dashboard.url}#/alerts?q=${script}&status=${script}&alertType=${script}`,
    );
    await page.getByText('No alert matches').waitFor();
    await page.goto(`${dashboard.url}#/accounts/${script}`);
    await page.getByRole('heading', { level: 1, name: 'script>' }).waitFor();
    expect(await page.evaluate('globalThis.ran')).toBeUndefined();
    // The browser tells of an account that the API refuses.
    expect(complaints.filter((text) => !text.startsWith('Failed to load resource'))).toEqual([]);
  });
});
