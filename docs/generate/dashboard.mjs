// Takes the pictures of the dashboard over the demo: npm run docs:screenshot. Needs Chromium.
import { mkdirSync, statSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import { chromium } from 'playwright-core';
import { startDemo } from './demoStack.mjs';

const FOLDER = 'docs/pictures';
const MOST_BYTES = 300_000;
/** The demo has told its story once no alert has come for so long, ms. */
const QUIET = 8000;
const EXECUTABLE = process.env.CHROMIUM ?? '/usr/bin/chromium';

const demo = startDemo('--port', '0', '--event-hubs-port', '0');
const browser = await chromium.launch({ executablePath: EXECUTABLE, args: ['--no-sandbox'] });
try {
  const api = await addressOf(demo);
  const alerts = await settled(`${api}/alerts?top=500&shape=summary`);
  const id = (type, account = '') =>
    alerts.find((one) => one.alertType === type && one.accountId.endsWith(account))?.id;
  mkdirSync(FOLDER, { recursive: true });
  await picture('overview', '#/', { colorScheme: 'light' });
  await picture('alerts', '#/alerts', { colorScheme: 'light' });
  const theft = id('CosmosDB_DataExfiltrationAnomaly', 'billing');
  await picture('alert', `#/alerts/${theft}`, { colorScheme: 'dark', height: 1120 });
  const injection = id('CosmosDB_SqlInjection.DataExfiltration');
  const phone = { colorScheme: 'light', width: 360, height: 780 };
  await picture('phone', `#/alerts/${injection}`, phone);

  async function picture(name, route, { colorScheme, width = 1280, height = 800 }) {
    const page = await browser.newPage({ colorScheme, viewport: { width, height } });
    await page.goto(`${api}/dashboard${route}`);
    await page.locator('[data-state=live]').waitFor();
    await page.locator('.loading').waitFor({ state: 'detached' });
    const path = `${FOLDER}/dashboard-${name}.png`;
    await page.screenshot({ path, animations: 'disabled' });
    await page.close();
    const { size } = statSync(path);
    if (size > MOST_BYTES) throw new Error(`${path} has ${size} bytes`);
    console.log(`${path}: ${size} bytes`);
  }
} finally {
  await browser.close();
  demo.stop();
}

async function addressOf({ lines }) {
  for await (const line of lines) {
    const address = /(http:\S+\/api)\/dashboard/.exec(line);
    if (address !== null) return address[1];
  }
  throw new Error('The local stack has printed no address');
}

/** The alerts once no more come. */
async function settled(url) {
  let last = [];
  for (;;) {
    await pause(QUIET);
    const { value } = await (await globalThis.fetch(url)).json();
    if (value.length > 0 && value.length === last.length) return value;
    last = value;
  }
}
