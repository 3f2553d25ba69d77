/** Signs in comments: what they hide. */

import type { Comment, Source } from '../tokens';
import { SIGNS } from '../weights';
import type { SignList } from '../../signList';

const PROSE = /[a-z]{2,}\s+[a-z]{2,}\s+[a-z]{2,}/i;
/** What closes a literal and its step, and is no word. */
const TAIL = /^\s*(?:['"]\s*[)\]},]|\)\s*(?:$|[.,;)]))/;
const NEXT_STEP = /^\s*\.\s*[a-z]\w*\s*\(/i;

export function commentSigns(source: Source, cut: boolean, signs: SignList): void {
  for (const comment of source.comments) {
    if (comment.block) blockSigns(source, comment, cut, signs);
    else if (!cut || comment.end < source.text.length) lineSigns(source, comment, signs);
  }
}

function lineSigns({ text, tokens }: Source, comment: Comment, signs: SignList): void {
  const before = tokens[comment.tokensBefore - 1];
  // A program's own comments stand on their own lines, or behind a line as words.
  if (before === undefined) return;
  const content = text.slice(comment.start + 2, comment.end);
  if (text.slice(before.end, comment.start).includes('\n')) {
    if (TAIL.test(content)) signs.add(SIGNS.hiddenTail, comment);
    return;
  }
  const isLast = comment.tokensBefore >= tokens.length - 1;
  if (closesSomething(content)) signs.add(SIGNS.hiddenTail, comment);
  else if (NEXT_STEP.test(content)) signs.add(SIGNS.hiddenStep, comment);
  else if (isLast && /^[\s\-+#;/]*$/.test(content)) signs.add(SIGNS.bareComment, comment);
}

function blockSigns({ text }: Source, comment: Comment, cut: boolean, signs: SignList): void {
  if (!comment.closed) {
    if (!cut) signs.add(SIGNS.openComment, comment);
    return;
  }
  const content = text.slice(comment.start + 2, comment.end - 2);
  if (comment.tokensBefore > 0 && closesSomething(content)) signs.add(SIGNS.commentInCode, comment);
}

/** More closing brackets than opening ones, or a quote alone: the end of something before it. */
function closesSomething(content: string): boolean {
  if (PROSE.test(content)) return false;
  let depth = 0;
  let least = 0;
  let quotes = 0;
  for (let at = 0; at < content.length; at++) {
    const character = content[at];
    if (character === '(') depth++;
    else if (character === ')') least = Math.min(least, --depth);
    else if (character === "'" || character === '"') quotes++;
  }
  const isNumbered = /^\s*\w\)\s+\w/.test(content);
  if (isNumbered) return false;
  return least < 0 || (quotes % 2 === 1 && !/\p{L}'\p{L}/u.test(content));
}
