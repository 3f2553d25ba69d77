/** Longest text that is kept of a query. */
const LONGEST = 4096;
const SHORT_NUMBER = 3;

/**
 * A query text without its literals: strings become `'…'`, numbers of more than three digits `#`.
 * Works on any of the five languages and on broken text, since it only looks at quotes and digits.
 */
export function redactLiterals(text: string): string {
  let out = '';
  let at = 0;
  while (at < text.length && out.length < LONGEST) {
    const char = text.charAt(at);
    if (char === "'" || char === '"') {
      const end = closingQuote(text, at, char);
      // A property name in quotes, as in c["id"], names a field and is no literal.
      const isName = text.charAt(at - 1) === '[' && text.charAt(end) === ']';
      out += isName ? text.slice(at, end) : `${char}…${end <= text.length ? char : ''}`;
      at = end;
    } else if (isDigit(char) && !isWord(text.charAt(at - 1))) {
      let end = at + 1;
      while (isDigit(text.charAt(end)) || text.charAt(end) === '.') end += 1;
      out += end - at > SHORT_NUMBER ? '#' : text.slice(at, end);
      at = end;
    } else {
      out += char;
      at += 1;
    }
  }
  return at < text.length ? `${out}… (cut)` : out;
}

/** Position behind the quote that closes the one at `start`; behind the text where none does. */
function closingQuote(text: string, start: number, quote: string): number {
  for (let at = start + 1; at < text.length; at += 1) {
    const char = text.charAt(at);
    if (char === '\\') at += 1;
    else if (char === quote) return at + 1;
  }
  return text.length + 1;
}

function isDigit(char: string): boolean {
  return char >= '0' && char <= '9' && char.length === 1;
}

function isWord(char: string): boolean {
  return char === '_' || char === '@' || char.toLowerCase() !== char.toUpperCase() || isDigit(char);
}
