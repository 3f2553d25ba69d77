/** Signs that code stands where a command holds a value, and commands behind commands. */

import type { Sign } from '../../verdict';
import { UNKNOWN } from '../constants';
import type { BinaryNode, Node, ObjectNode, Parsed, Statement } from '../language/tree';
import { isCommand, isForeignCommandMember } from '../operations';
import { scriptConstant } from '../scriptConstants';
import { signAt } from './sign';

const LOGIC_ON_LITERAL = 0.85;
const JOINED_TEXT = 0.55;
const OTHER_WRITING = 0.5;
const FOREIGN_MEMBER = 0.6;
const COMMAND_BEHIND_COMMAND = 0.6;
const LOGIC_ON_COMMANDS = 0.6;
const STATEMENT_BEHIND = 0.3;
const WAITING_STATEMENT = 0.9;

/** Signs in a text's documents and in how its statements follow each other. */
export function valueSigns(text: string, { statements }: Parsed): Sign[] {
  const own = statements.filter(({ kind }) => kind !== 'other');
  const visitor = new ValueVisitor(text);
  const signs: Sign[] = visitor.signs;
  for (const [index, statement] of own.entries()) {
    const following = index === 0 ? null : followingSign(statement, own[index - 1]);
    if (following !== null && !signs.some(({ meaning }) => meaning === following.meaning)) {
      signs.push(following);
    }
    if (statement.kind === 'expression') visitor.root(statement.value);
  }
  return signs;
}

function followingSign(statement: Statement, before: Statement | undefined): Sign | null {
  if (statement.kind !== 'expression' || before?.kind !== 'expression') return null;
  const { value } = statement;
  if (value.kind === 'call' && value.callee.kind === 'name' && value.callee.name === 'sleep') {
    return signAt(statement, 'time-blind', WAITING_STATEMENT, 'a statement that waits');
  }
  return value.kind === 'object' && before.value.kind === 'object' && isCommand(before.value)
    ? signAt(statement, 'stacked', COMMAND_BEHIND_COMMAND, 'a command behind a command')
    : signAt(statement, 'stacked', STATEMENT_BEHIND, 'another statement');
}

/** Looks at the values of documents, not into functions. */
class ValueVisitor {
  readonly signs: Sign[] = [];
  readonly #text: string;
  /** The text is JSON that a program wrote: every key is in double quotes. */
  #strict = false;

  constructor(text: string) {
    this.#text = text;
  }

  root(node: Node): void {
    if (node.kind === 'object') {
      const first = node.members[0];
      this.#strict = isCommand(node) && first !== undefined && this.#isDoubleQuoted(first.start);
    } else if (node.kind === 'series' && node.operator !== ',') {
      const meaning = 'logic between commands';
      this.signs.push(signAt(node, 'stacked', LOGIC_ON_COMMANDS, meaning));
    }
    this.#visit(node);
  }

  #visit(node: Node): void {
    if (node.kind === 'object') this.#document(node);
    else if (node.kind === 'array') for (const element of node.elements) this.#value(element);
    else if (node.kind === 'access') this.#visit(node.object);
    else if (node.kind === 'call') {
      this.#visit(node.callee);
      for (const argument of node.args) this.#visit(argument);
    }
  }

  #document(document: ObjectNode): void {
    const command = isCommand(document);
    for (const member of document.members) {
      if (command && isForeignCommandMember(member)) {
        const meaning = 'an operator among the members of the command';
        this.signs.push(signAt(member, 'clause-injection', FOREIGN_MEMBER, meaning));
      }
      if (this.#strict && !this.#isDoubleQuoted(member.start)) {
        const meaning = 'a key in another writing than the rest of the command';
        this.signs.push(signAt(member, 'clause-injection', OTHER_WRITING, meaning));
      }
      this.#value(member.value);
    }
  }

  /** `{login: '' || 1 == 1}`: no program writes an operator behind a literal. */
  #value(value: Node): void {
    if (value.kind === 'series') {
      const [first] = value.operands;
      if (first !== undefined && scriptConstant(first) !== UNKNOWN) {
        const meaning = 'logic on a literal instead of a value';
        this.signs.push(signAt(value, 'tautology', LOGIC_ON_LITERAL, meaning));
      }
    } else if (value.kind === 'binary' && beginsEmpty(value)) {
      const meaning = 'an expression that begins with an empty text';
      this.signs.push(signAt(value, 'script-injection', JOINED_TEXT, meaning));
    } else {
      this.#visit(value);
    }
  }

  #isDoubleQuoted(at: number): boolean {
    return this.#text.charCodeAt(at) === 34;
  }
}

function beginsEmpty(node: BinaryNode): boolean {
  let left: Node = node;
  while (left.kind === 'binary') left = left.left;
  return left.kind === 'string' && left.value === '';
}
