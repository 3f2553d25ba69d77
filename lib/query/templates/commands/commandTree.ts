/** A value in the shape of a MongoDB command, and where it stands among the shape's tokens. */
export interface CommandValue {
  readonly kind: 'plain' | 'object' | 'list';
  /** Of an object; the elements of a list have no key. */
  readonly members: readonly CommandMember[];
  /** Tokens `from` to `to`, without the latter. */
  readonly from: number;
  readonly to: number;
}

export interface CommandMember {
  readonly key: string;
  /** Token that the member begins with. */
  readonly from: number;
  readonly value: CommandValue;
}

const DEEPEST = 40;
const CLOSING: Readonly<Record<string, string>> = { '{': '}', '[': ']', '(': ')' };

/** The command that the tokens of a shape are; null for what is no document. */
export function commandTree(tokens: readonly string[]): CommandValue | null {
  if (tokens[0] !== '{') return null;
  const command = valueAt(tokens, 0, 0);
  return command.kind === 'object' ? command : null;
}

function valueAt(tokens: readonly string[], from: number, depth: number): CommandValue {
  const first = tokens[from];
  if (depth < DEEPEST && (first === '{' || first === '[')) {
    const members: CommandMember[] = [];
    let at = from + 1;
    while (at < tokens.length && tokens[at] !== CLOSING[first]) {
      const member = memberAt(tokens, at, first === '{', depth);
      members.push(member);
      at = member.value.to;
      if (tokens[at] === ',' || tokens[at] === '+') at += 1;
      else if (tokens[at] !== CLOSING[first]) break;
    }
    const kind = first === '{' ? 'object' : 'list';
    return { kind, members, from, to: Math.min(at + 1, tokens.length) };
  }
  return { kind: 'plain', members: [], from, to: endOfPlain(tokens, from) };
}

function memberAt(
  tokens: readonly string[],
  from: number,
  hasKey: boolean,
  depth: number,
): CommandMember {
  let at = from;
  let key = '';
  while (hasKey && at < tokens.length && tokens[at] !== ':') key += tokens[at++] ?? '';
  return { key, from, value: valueAt(tokens, hasKey ? at + 1 : at, depth + 1) };
}

/** Index of what follows a value that is neither object nor list: a name, a call, a placeholder. */
function endOfPlain(tokens: readonly string[], from: number): number {
  let depth = 0;
  let at = from;
  for (; at < tokens.length; at += 1) {
    const token = tokens[at] ?? '';
    if (depth === 0 && /^[,}\]]$/.test(token)) break;
    if (token in CLOSING) depth += 1;
    else if (/^[)}\]]$/.test(token)) depth -= 1;
  }
  return at;
}
