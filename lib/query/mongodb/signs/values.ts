/** Signs that code stands where a command holds a value, and commands behind commands. */

import type { Sign } from '../../verdict';
import { memberOf, UNKNOWN } from '../constants';
import type { BinaryNode, Node, ObjectNode, Parsed, Statement } from '../language/tree';
import { isCommand, isForeignCommandMember, unknownMember } from '../commands';
import { scriptConstant } from '../scriptConstants';
import { keyTwiceSigns } from './keys';
import { signAt } from './sign';

const LOGIC_ON_LITERAL = 0.85;
const JOINED_TEXT = 0.55;
const OTHER_WRITING = 0.5;
const FOREIGN_MEMBER = 0.6;
const UNKNOWN_MEMBER = 0.5;
const OPERATOR_IN_NAME = 0.75;
const COMMAND_BEHIND_COMMAND = 0.6;
const LOGIC_ON_COMMANDS = 0.6;
const STATEMENT_BEHIND = 0.3;
const BEHIND_EMPTY_TEXT = 0.6;
const WAITING_STATEMENT = 0.9;
/** A quote that closes a value early, and then its document: `{a: ''})`. */
const EMPTY_TEXT_AT_END = /(?:''|"")\s?\}\s?\)/;

const CONDITIONS = new Set(['$where', '$or', '$and', '$nor', '$expr']);

/** Signs in a text's documents and in how its statements follow each other. */
export function valueSigns(text: string, { statements }: Parsed): Sign[] {
  const own = statements.filter(({ kind }) => kind !== 'other');
  const visitor = new ValueVisitor(text);
  const signs: Sign[] = visitor.signs;
  for (const [index, statement] of own.entries()) {
    const following = index === 0 ? null : followingSign(text, statement, own[index - 1]);
    if (following !== null && !signs.some(({ meaning }) => meaning === following.meaning)) {
      signs.push(following);
    }
    if (statement.kind === 'expression') visitor.root(statement.value);
  }
  return signs;
}

function followingSign(
  text: string,
  statement: Statement,
  before: Statement | undefined,
): Sign | null {
  if (statement.kind !== 'expression' || before?.kind !== 'expression') return null;
  const { value } = statement;
  if (value.kind === 'call' && value.callee.kind === 'name' && value.callee.name === 'sleep') {
    return signAt(statement, 'time-blind', WAITING_STATEMENT, 'a statement that waits');
  }
  if (EMPTY_TEXT_AT_END.test(text.slice(before.start, before.end))) {
    const meaning = 'a statement behind an empty text';
    return signAt(statement, 'stacked', BEHIND_EMPTY_TEXT, meaning);
  }
  const behindCommand = before.value.kind === 'object' && isCommand(before.value);
  return behindCommand && (value.kind === 'object' || value.kind === 'call')
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
    } else if (isListOfCommands(node)) {
      const meaning = 'a command behind a command';
      this.signs.push(signAt(node, 'stacked', COMMAND_BEHIND_COMMAND, meaning));
    } else if (node.kind === 'series' && node.operator !== ',') {
      const meaning = 'logic between commands';
      this.signs.push(signAt(node, 'stacked', LOGIC_ON_COMMANDS, meaning));
    }
    this.#command(node);
    this.#visit(node);
    this.#form(node);
  }

  /** Commands stand alone or behind each other, and in calls of `runCommand`. */
  #command(node: Node): void {
    if (node.kind === 'object') {
      this.#keys(node);
      const batch = memberOf(node, 'updates') ?? memberOf(node, 'deletes');
      if (batch?.kind === 'array') this.#command(batch);
    } else if (node.kind === 'series') for (const operand of node.operands) this.#command(operand);
    else if (node.kind === 'array') for (const element of node.elements) this.#command(element);
  }

  /** `login[$ne]=a&password[$ne]=b`: a form in the place of a command. */
  #form(node: Node): void {
    if (node.kind === 'binary') {
      this.#form(node.left);
      this.#form(node.right);
    } else if (node.kind === 'access') {
      const { object, property } = node;
      const named = typeof property !== 'string' && property.kind === 'name' ? property.name : '';
      if (named.startsWith('$')) {
        const meaning = 'an operator in the name of a field';
        this.signs.push(signAt(node, 'operator-abuse', OPERATOR_IN_NAME, meaning));
      } else {
        this.#form(object);
      }
    }
  }

  #visit(node: Node): void {
    if (node.kind === 'object') this.#document(node);
    else if (node.kind === 'array') for (const element of node.elements) this.#value(element);
    else if (node.kind === 'access') this.#visit(node.object);
    else if (node.kind === 'call') {
      this.#visit(node.callee);
      for (const argument of node.args) this.#argument(argument);
      this.#options(node.args[1]);
    }
  }

  #argument(node: Node): void {
    if (node.kind === 'series' && node.operator !== ',' && node.operands[0]?.kind === 'object') {
      const meaning = 'logic on a document';
      this.signs.push(signAt(node, 'tautology', LOGIC_ON_COMMANDS, meaning));
    } else {
      this.#command(node);
      this.#visit(node);
    }
  }

  /** What stands behind a filter says which fields are returned, not which documents. */
  #options(node: Node | undefined): void {
    const member =
      node?.kind === 'object' ? node.members.find(({ key }) => CONDITIONS.has(key)) : undefined;
    if (member === undefined) return;
    const meaning = 'a condition behind the filter';
    this.signs.push(signAt(member, 'clause-injection', FOREIGN_MEMBER, meaning));
  }

  #document(document: ObjectNode): void {
    for (const { start, value } of document.members) {
      if (this.#strict && !this.#isDoubleQuoted(start)) {
        const meaning = 'a key in another writing than the rest of the command';
        const span = { start, end: value.end };
        this.signs.push(signAt(span, 'clause-injection', OTHER_WRITING, meaning));
      }
      const { kind } = value;
      if (kind !== 'string' && kind !== 'number' && kind !== 'constant') this.#value(value);
    }
  }

  #keys(document: ObjectNode): void {
    const twice = keyTwiceSigns(document);
    const foreign = document.members.find(isForeignCommandMember);
    const unknown = unknownMember(document);
    if (twice.length === 0 && foreign === undefined && unknown === null) return;
    if (!isCommand(document)) return;
    this.signs.push(...twice);
    if (foreign !== undefined) {
      const meaning = 'an operator among the members of the command';
      this.signs.push(signAt(foreign, 'clause-injection', FOREIGN_MEMBER, meaning));
    } else if (unknown !== null) {
      const meaning = 'a document that the command has no place for';
      this.signs.push(signAt(unknown, 'clause-injection', UNKNOWN_MEMBER, meaning));
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

/** `{"find": ...}, {...}`: documents behind a command, without a list around them. */
function isListOfCommands(node: Node): boolean {
  if (node.kind !== 'series' || node.operator !== ',') return false;
  const [first] = node.operands;
  return first?.kind === 'object' && isCommand(first);
}

function beginsEmpty(node: BinaryNode): boolean {
  let left: Node = node;
  while (left.kind === 'binary') left = left.left;
  return left.kind === 'string' && left.value === '';
}
