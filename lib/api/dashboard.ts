import { createHash } from 'node:crypto';
import { isReading, methodNotAllowed, READING, type ApiRequest, type ApiResponse } from './http';

/** A built page, with what browsers are told about it. */
export interface DashboardPage {
  readonly html: string;
  readonly headers: Readonly<Record<string, string>>;
}

/** `GET dashboard`: one page that holds no data; it asks the other routes for all that it shows. */
export function handleDashboard(page: DashboardPage, request: ApiRequest): ApiResponse {
  if (!isReading(request)) return methodNotAllowed(request, READING);
  return { status: 200, headers: page.headers, body: page.html };
}

/** The page with the policy that lets its own script and style run, and nothing else. */
export function dashboardPage(html: string): DashboardPage {
  const policy = [
    "default-src 'none'",
    `script-src ${hashesOf(html, 'script')}`,
    `style-src ${hashesOf(html, 'style')}`,
    "connect-src 'self'",
    'img-src data:',
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
    // Not even the page's own script may turn text into markup.
    "require-trusted-types-for 'script'",
    "trusted-types 'none'",
  ];
  return {
    html,
    headers: {
      'content-type': 'text/html; charset=utf-8',
      'content-security-policy': policy.join('; '),
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'no-referrer',
      'cross-origin-opener-policy': 'same-origin',
      'cross-origin-resource-policy': 'same-origin',
      // The address may hold a key, so nothing between keeps the page.
      'cache-control': 'private, no-cache',
    },
  };
}

function hashesOf(html: string, element: 'script' | 'style'): string {
  const contents = html.matchAll(new RegExp(`<${element}>(.*?)</${element}>`, 'gs'));
  return Array.from(contents, ([, content = '']) => {
    return `'sha256-${createHash('sha256').update(content).digest('base64')}'`;
  }).join(' ');
}
