import { describe, expect, test } from '@jest/globals';
import { json, withHeaders } from '../../lib/api/http';
import { revalidated } from '../../lib/api/revalidation';
import { changeRequest } from './changeRequests';

const asked = (known?: string, method = 'GET') =>
  changeRequest(
    method,
    'alerts',
    {},
    known === undefined ? {} : { headers: { 'if-none-match': known } },
  );
const answer = json({ value: [1, 2, 3] });
const tagOf = (body: unknown) => revalidated(asked(), json(body)).headers['etag'] ?? '';

describe('an answer that may be known already', () => {
  test('has a weak tag that follows its content', () => {
    expect(tagOf({ value: [1] })).toMatch(/^W\/"[\w-]{20,}"$/);
    expect(tagOf({ value: [1] })).toBe(tagOf({ value: [1] }));
    expect(tagOf({ value: [1] })).not.toBe(tagOf({ value: [2] }));
  });

  test.each(['same', 'same, strong', 'among others', '*'])('is 304 without a body: %s', (how) => {
    const tag = tagOf({ value: [1, 2, 3] });
    const known = {
      same: tag,
      'same, strong': tag.slice(2),
      'among others': `"a", ${tag}`,
      '*': '*',
    }[how];
    expect(revalidated(asked(known), answer)).toMatchObject({
      status: 304,
      body: '',
      headers: { etag: tag, 'cache-control': 'no-store' },
    });
  });

  test('is sent again where it has changed', () => {
    const again = revalidated(asked('W/"other"'), answer);
    expect([again.status, again.body]).toEqual([200, answer.body]);
  });

  test('keeps the tag that it has of itself', () => {
    const own = withHeaders(answer, { etag: '"7"' });
    expect(revalidated(asked(), own).headers['etag']).toBe('"7"');
    expect(revalidated(asked('W/"7"'), own).status).toBe(304);
  });

  test('changes and refusals have none', () => {
    expect(revalidated(asked('*', 'POST'), answer)).toBe(answer);
    const refusal = json({}, 404);
    expect(revalidated(asked('*'), refusal)).toBe(refusal);
  });
});
