import { existsSync } from 'node:fs';
import { afterAll, beforeAll, describe } from '@jest/globals';
import { chromium, type Browser, type BrowserContextOptions, type Page } from 'playwright-core';

const EXECUTABLE = process.env['CHROMIUM'] ?? '/usr/bin/chromium';
const PATIENCE_MS = 10_000;
/** It is to talk to nobody but the page under test. */
const ARGUMENTS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

export interface OpenPage {
  readonly page: Page;
  /** Errors and warnings of the console, and what the page threw. */
  readonly complaints: readonly string[];
  /** Addresses of other hosts that the page asked for. */
  readonly strangers: readonly string[];
}

export type Open = (url: string, options?: BrowserContextOptions) => Promise<OpenPage>;

/** Tests in a real Chromium, which are passed over with a line that says so where there is none. */
export function inChromium(name: string, tests: (open: Open) => void): void {
  if (!existsSync(EXECUTABLE)) {
    describe.skip(`${name} (needs Chromium: ${EXECUTABLE} is not there)`, () => {
      tests(() => Promise.reject(new Error('There is no Chromium')));
    });
    return;
  }
  describe(name, () => {
    let browser: Browser;
    beforeAll(async () => {
      browser = await chromium.launch({ executablePath: EXECUTABLE, args: ARGUMENTS });
    });
    afterAll(() => browser.close());
    tests((url, options) => openPage(browser, url, options));
  });
}

async function openPage(
  browser: Browser,
  url: string,
  options: BrowserContextOptions = {},
): Promise<OpenPage> {
  const context = await browser.newContext({ reducedMotion: 'reduce', ...options });
  const page = await context.newPage();
  const complaints: string[] = [];
  const strangers: string[] = [];
  const { host } = new URL(url);
  page.on('console', (message) => {
    if (['error', 'warning'].includes(message.type())) complaints.push(message.text());
  });
  page.on('pageerror', (error) => complaints.push(String(error)));
  page.on('dialog', (dialog) => {
    complaints.push(`A dialog was opened: ${dialog.message()}`);
    void dialog.dismiss();
  });
  page.on('request', (request) => {
    const asked = new URL(request.url());
    if (asked.protocol !== 'data:' && asked.host !== host) strangers.push(request.url());
  });
  page.setDefaultTimeout(PATIENCE_MS);
  await page.goto(url);
  return { page, complaints, strangers };
}
