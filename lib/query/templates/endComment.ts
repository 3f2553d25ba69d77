import { PLACEHOLDER, shapeTokens } from './shapeTokens';

const LONGEST_COMMENT = 2000;
const VALUES = /'[^']*'|"[^"]*"|\b\d+(\.\d+)?\b|\b(true|false|null)\b/gi;
const MARKS = /--|#|\/\/|;%00|\/\*/;

/** Tokens of the comment that a text ends in, in any of the languages; null for none. */
export function endComment(text: string): readonly string[] | null {
  const start = Math.max(text.lastIndexOf('\n') + 1, text.length - LONGEST_COMMENT);
  const line = text.slice(start);
  const mark = MARKS.exec(line);
  if (mark === null || isQuoted(line.slice(0, mark.index))) return null;
  const content = line.slice(mark.index + mark[0].length);
  const end = content.indexOf('*/');
  if (mark[0] === '/*' && end !== -1 && content.slice(end + 2).trim() !== '') return null;
  // The first quote closed the literal that was broken open.
  return shapeTokens(content.replace(/^[^'"\w]*['"]/, '').replace(VALUES, PLACEHOLDER));
}

/** True inside a literal. */
function isQuoted(before: string): boolean {
  const singles = before.split("'").length - 1;
  const doubles = before.split('"').length - 1;
  return singles % 2 === 1 || doubles % 2 === 1;
}
