import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { GENERATED_FILES } from '../../docs/generate/pages';

const ROOT = join(__dirname, '..', '..');

test.each(GENERATED_FILES)('$path is what `npm run docs` makes', async ({ path, render }) => {
  const current = readFileSync(join(ROOT, path), 'utf8');
  expect(await render(current)).toBe(current);
});

describe('links between the pages', () => {
  const pages = ['.', 'docs', 'docs/adr', 'docs/baselines', 'docs/operations'].flatMap((folder) =>
    readdirSync(join(ROOT, folder))
      .filter((name) => name.endsWith('.md'))
      .map((name) => join(folder, name)),
  );

  test.each(pages)('%s leads nowhere wrong', (page) => {
    const text = readFileSync(join(ROOT, page), 'utf8');
    const targets = [...text.matchAll(/\]\((?!https?:|#|mailto:)([^)#\s]+)/g)].map(([, to]) => to);
    const missing = targets.filter(
      (target) => target !== undefined && !existsSync(join(ROOT, dirname(page), target)),
    );
    expect(missing).toEqual([]);
  });
});
