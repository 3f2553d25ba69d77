/** Signs in comments: what they hide, and what they stand for. */

import type { Comment, Source } from '../tokens';
import { SIGNS } from '../weights';
import type { SignList } from '../../signList';

/** What the rest of a statement begins with, where a comment cut it off. */
const REST =
  /^\s*(?:and|or|where|allow\s+filtering|limit|order\s+by|group\s+by|using|if|values|set|from)\b/i;
/** A condition within it. */
const CONDITION = /\b(?:and|or)\s+[\w."]+\s*(?:[=<>!]|in\b|like\b)/i;
/** The end of a batch. */
const BATCH_END = /\bapply\s+batch\b/i;
/** The condition that a change must have. */
const WHERE = /\bwhere\s+[\w."]+\s*(?:[=<>!]|in\b)/i;
/** What closes a literal, and brackets around it. */
const TAIL = /^[\s\-)\]}]*'/;
const PROSE = /[a-z]{2,}\s+[a-z]{2,}\s+[a-z]{2,}/i;

export function commentSigns(source: Source, cut: boolean, signs: SignList): void {
  for (const comment of source.comments) {
    if (comment.block) blockSigns(source, comment, cut, signs);
    else if (!cut || comment.end < source.text.length) lineSigns(source, comment, signs);
  }
}

function lineSigns(source: Source, comment: Comment, signs: SignList): void {
  const { text, tokens } = source;
  if (comment.tokensBefore === 0) return;
  const content = text.slice(comment.start + 2, comment.end);
  const isLast = comment.tokensBefore >= tokens.length - 1;
  const before = tokens[comment.tokensBefore - 1];
  // A program's own comments stand on their own lines, or behind a line as words.
  const isOnLine = before !== undefined && !text.slice(before.end, comment.start).includes('\n');
  if (!isOnLine) {
    if (TAIL.test(content) && hasLoneQuote(content)) signs.add(SIGNS.hiddenQuote, comment);
    return;
  }
  if (hidesQuote(content)) signs.add(SIGNS.hiddenQuote, comment);
  else if (CONDITION.test(content) || WHERE.test(content) || BATCH_END.test(content)) {
    signs.add(SIGNS.hiddenClause, comment);
  } else if (REST.test(content) && !PROSE.test(content)) {
    signs.add(SIGNS.hiddenClause, comment);
  } else if (closesBracket(content)) signs.add(SIGNS.hiddenBracket, comment);
  else if (isLast && /^[\s\-+#;]*$/.test(content)) signs.add(SIGNS.bareComment, comment);
}

function blockSigns(source: Source, comment: Comment, cut: boolean, signs: SignList): void {
  const { text, tokens } = source;
  if (!comment.closed) {
    if (!cut) signs.add(SIGNS.openComment, comment);
    return;
  }
  const content = text.slice(comment.start + 2, comment.end - 2);
  const isOutside = comment.tokensBefore === 0 || comment.tokensBefore >= tokens.length - 1;
  if (hidesQuote(content)) {
    if (comment.tokensBefore > 0) signs.add(SIGNS.quoteInComment, comment);
  } else if (!isOutside && content.trim() === '') {
    const touches = !/\s/.test(text[comment.start - 1] ?? ' ');
    if (touches && !/\s/.test(text[comment.end] ?? ' ')) signs.add(SIGNS.commentAsSpace, comment);
  }
}

/** More closing brackets than opening ones; `-- 1) first` counts. */
function closesBracket(content: string): boolean {
  if (PROSE.test(content) || /^\s*\d\)\s+\w/.test(content)) return false;
  let depth = 0;
  for (const character of content) {
    if (character === '(') depth++;
    else if (character === ')' && --depth < 0) return true;
  }
  return false;
}

/**
 * A quote without a partner, or one right at the beginning, closed a literal before it; one with a
 * letter behind it opens a literal: `-- 'DEVICE', 'ASSET'`.
 */
function hidesQuote(content: string): boolean {
  return (/^\s*'(?!\w)/.test(content) && !PROSE.test(content)) || hasLoneQuote(content);
}

/** `-- don't cache`: a quote between letters belongs to a word. */
function hasLoneQuote(content: string): boolean {
  return quotesIn(content.replace(/\p{L}'\p{L}/gu, '')) % 2 === 1;
}

function quotesIn(content: string): number {
  let count = 0;
  for (let at = content.indexOf("'"); at >= 0; at = content.indexOf("'", at + 1)) count++;
  return count;
}
