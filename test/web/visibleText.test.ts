import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { textParts, visibleJson, visibleText } from '../../web/dom/visibleText';

const UNSEEN = /(?![\n\t])[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/u;

describe('text from a log', () => {
  test.each([
    ['plain text', 'plain text'],
    ['two\nlines\tand a tab', 'two\nlines\tand a tab'],
    ['naïve 漢字 שלום 🙂', 'naïve 漢字 שלום 🙂'],
    ['gpj.\u202Efdp', 'gpj.[U+202E]fdp'],
    ['a\u0000b\u001b[31m', 'a[U+0000]b[U+001B][31m'],
    ['zero\u200Bwidth\uFEFF', 'zero[U+200B]width[U+FEFF]'],
    ['tag\u{E0041}', 'tag[U+E0041]'],
    ['half \uD800 pair', 'half [U+D800] pair'],
    ['\u3164', '[U+3164]'],
  ])('%j is shown as %j', (text, shown) => {
    expect(visibleText(text)).toBe(shown);
  });

  test('nothing in it stays unseen, and nothing that shows is changed', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(visibleText(text)).not.toMatch(UNSEEN);
        const plain = textParts(text).filter(({ kind }) => kind === 'plain');
        for (const part of plain) expect(text).toContain(part.text);
        const shown = plain.reduce((length, part) => length + part.text.length, 0);
        expect(shown).toBeLessThanOrEqual(text.length);
      }),
    );
  });

  test('as JSON reads back as it was', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        const json = visibleJson({ text });
        expect(json).not.toMatch(UNSEEN);
        expect(JSON.parse(json)).toEqual({ text });
      }),
    );
  });
});
