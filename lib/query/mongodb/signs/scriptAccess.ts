/** Signs in the calls and paths of server-side JavaScript. */

import type { Sign } from '../../verdict';
import type { AccessNode, BinaryNode, CallNode, Node } from '../language/tree';
import { secrecyOf } from '../names';
import { REVEALING_CALLS, TEXT_PROBES } from './scriptNames';
import { signAt } from './sign';

const SECRET_PROBED = 0.8;
const SECRET_MEANING = 'a secret is read bit by bit';
const SECRET_HANDED_ON = 0.6;
const KEYS_PROBED = 0.7;
const CHARACTERS = /^(?:charCodeAt|charAt|codePointAt|at|substr|substring|slice)$/;
const FIELDS_COUNTED = 0.5;
const CALLED_ON_THE_SPOT = 0.55;
const DOCUMENT_WRITTEN_OUT = 0.55;

/** Adds the signs in a call. */
export function callSigns(call: CallNode, predicate: boolean, signs: Sign[]): void {
  const { callee, args } = call;
  if (predicate && callee.kind === 'function') {
    const meaning = 'a function that is called where it stands';
    signs.push(signAt(call, 'script-injection', CALLED_ON_THE_SPOT, meaning));
  }
  if (callee.kind === 'access' && callee.property === 'test' && args.some(isSecret)) {
    signs.push(signAt(call, 'boolean-blind', SECRET_PROBED, SECRET_MEANING));
  }
  if (isWrittenOut(call)) {
    const meaning = 'the whole document is written out';
    signs.push(signAt(call, 'error-based', DOCUMENT_WRITTEN_OUT, meaning));
  }
  if (callee.kind !== 'name') return;
  if (predicate && args.some(isSecret)) {
    signs.push(signAt(call, 'boolean-blind', SECRET_HANDED_ON, 'a secret is given to a function'));
  }
  const found = REVEALING_CALLS.get(callee.name);
  if (found !== undefined) signs.push(signAt(call, ...found));
}

/** Adds the signs in `this.password.match(...)`, `this.password[0]`, `Object.keys(this)[0]`, `x.constructor`. */
export function accessSigns(node: AccessNode, signs: Sign[]): void {
  const { object, property } = node;
  if (property === 'constructor' || property === '__proto__') {
    const meaning = 'a way out of the document to the language itself';
    signs.push(signAt(node, 'script-injection', KEYS_PROBED, meaning));
    return;
  }
  const probes =
    typeof property === 'string' ? TEXT_PROBES.has(property) : property.kind === 'number';
  if (!probes) return;
  const name = lastName(object);
  if (name !== null && secrecyOf(name) !== 'none') {
    signs.push(signAt(node, 'boolean-blind', SECRET_PROBED, SECRET_MEANING));
  } else if (property === 'length' && isKeyList(object) && listsDocument(object)) {
    const meaning = 'the fields of the document are counted';
    signs.push(signAt(node, 'schema-or-file-access', FIELDS_COUNTED, meaning));
  } else if (typeof property !== 'string' && isKeyList(object)) {
    const meaning = 'the names of fields are read one by one';
    signs.push(signAt(node, 'schema-or-file-access', KEYS_PROBED, meaning));
  }
}

/** They make a value of nothing. */
const MAKES_VALUE: ReadonlySet<string> = new Set(['Date', 'ISODate', 'ObjectId', 'UUID', 'Array']);

/** `'a' + f()`: what is left of a text that was closed early. */
export function joinsBlindCall({ operator, left, right }: BinaryNode): boolean {
  if (operator !== '+' || left.kind !== 'string' || right.kind !== 'call') return false;
  const { callee, args } = right;
  return args.length === 0 && callee.kind === 'name' && !MAKES_VALUE.has(callee.name);
}

/** `x.charCodeAt(0)`, `x.substr(0, 1)`, `x[0]` */
export function takesCharacter(node: Node): boolean {
  if (node.kind === 'access') {
    return typeof node.property !== 'string' && node.property.kind === 'number';
  }
  if (node.kind !== 'call' || node.callee.kind !== 'access') return false;
  const { property, object } = node.callee;
  if (typeof property !== 'string') return false;
  // `x.charAt(0).toLowerCase()`
  return CHARACTERS.test(property) || takesCharacter(object);
}

/** `x.startsWith('a')`, `x.match(/^a/)` */
export function looksForCharacter({ callee, args: [wanted] }: CallNode): boolean {
  if (callee.kind !== 'access' || typeof callee.property !== 'string') return false;
  if (!TEXT_PROBES.has(callee.property)) return false;
  if (wanted?.kind === 'regex') return /^\^\w(?:\.\*)?$/.test(wanted.pattern);
  return wanted?.kind === 'string' && wanted.value.length === 1 && callee.property !== 'includes';
}

function isKeyList(node: Node): boolean {
  return (
    node.kind === 'call' &&
    node.callee.kind === 'access' &&
    node.callee.object.kind === 'name' &&
    node.callee.object.name === 'Object'
  );
}

/** `Object.keys(this)` */
function listsDocument(node: Node): boolean {
  const [listed] = node.kind === 'call' ? node.args : [];
  return listed?.kind === 'name' && listed.name === 'this';
}

/** `JSON.stringify(this)` */
function isWrittenOut({ callee, args: [first] }: CallNode): boolean {
  if (callee.kind !== 'access' || callee.property !== 'stringify') return false;
  return first?.kind === 'name' && (first.name === 'this' || first.name === 'obj');
}

/** True for a path that ends in the name of a secret. */
export function isSecret(node: Node): boolean {
  const name = node.kind === 'access' ? lastName(node) : null;
  return name !== null && secrecyOf(name) !== 'none';
}

/** The last name of a path, also of one whose value a method brings into another form. */
function lastName(node: Node): string | null {
  if (node.kind === 'name') return node.name;
  if (node.kind === 'call' && node.callee.kind === 'access') return lastName(node.callee.object);
  if (node.kind !== 'access') return null;
  if (typeof node.property === 'string') return node.property;
  return node.property.kind === 'string' ? node.property.value : null;
}
