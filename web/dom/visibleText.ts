/** A stretch of text that can be shown as it is, or one character that cannot. */
export interface TextPart {
  readonly kind: 'plain' | 'escaped';
  readonly text: string;
}

/**
 * Characters that show as nothing, or change how their neighbours show: control and format
 * characters (those that turn the direction of writing among them), separators of lines, halves of
 * pairs, and code points that mean nothing. Line breaks and tabs are left.
 */
const INVISIBLE =
  /(?![\n\t])[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Cn}\p{Zl}\p{Zp}\u115F\u1160\u3164\uFFA0]/gu;

/** Text from a log, taken apart so that nothing in it stays unseen. */
export function textParts(text: string): readonly TextPart[] {
  const parts: TextPart[] = [];
  let end = 0;
  for (const { 0: character, index } of text.matchAll(INVISIBLE)) {
    if (index > end) parts.push({ kind: 'plain', text: text.slice(end, index) });
    parts.push({ kind: 'escaped', text: codePointName(character) });
    end = index + character.length;
  }
  if (end < text.length) parts.push({ kind: 'plain', text: text.slice(end) });
  return parts;
}

/** The same as one text, for attributes: a turned direction is `[U+202E]`. */
export function visibleText(text: string): string {
  return textParts(text)
    .map((part) => (part.kind === 'plain' ? part.text : `[${part.text}]`))
    .join('');
}

/** JSON that reads the same everywhere: what does not show is written as an escape. */
export function visibleJson(value: unknown): string {
  return JSON.stringify(value, null, 2).replace(INVISIBLE, (character) => {
    return Array.from({ length: character.length }, (_, unit) => {
      return `\\u${character.charCodeAt(unit).toString(16).padStart(4, '0')}`;
    }).join('');
  });
}

function codePointName(character: string): string {
  const code = character.codePointAt(0) ?? 0;
  return `U+${code.toString(16).toUpperCase().padStart(4, '0')}`;
}
