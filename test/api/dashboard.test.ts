import { createHash } from 'node:crypto';
import { expect, test } from '@jest/globals';
import { dashboardPage, handleDashboard } from '../../lib/api/dashboard';
import { changeRequest } from './changeRequests';

const page = dashboardPage('<style>a{}</style><body><script>run("$&")</script></body>');
const hash = (text: string) => createHash('sha256').update(text).digest('base64');

test('the page may run its own script and style, and nothing else', () => {
  const { status, headers, body } = handleDashboard(page, changeRequest('GET', 'dashboard', {}));
  expect([status, body]).toEqual([200, page.html]);
  const rules = headers['content-security-policy']?.split('; ') ?? [];
  expect(rules).toEqual(
    expect.arrayContaining([
      "default-src 'none'",
      `script-src 'sha256-${hash('run("$&")')}'`,
      `style-src 'sha256-${hash('a{}')}'`,
      "connect-src 'self'",
      "base-uri 'none'",
      "form-action 'none'",
      "frame-ancestors 'none'",
    ]),
  );
  expect(rules.join()).not.toMatch(/unsafe|\*|https?:/);
});

test.each(['POST', 'DELETE'])('%s is 405', (method) => {
  const answer = handleDashboard(page, changeRequest(method, 'dashboard', {}));
  expect([answer.status, answer.headers['allow']]).toEqual([405, 'GET, HEAD']);
});
