import {
  copyValue,
  foldChoice,
  isListConstant,
  numberAt,
  setString,
  stringAt,
  truth,
} from './constants';
import { sameToken } from './foldComparisons';
import type { Reading } from './reading';
import * as T from './tokenKinds';
import * as N from './tree';
import { WORDS } from './words';

/** Works out a call of a system function, where its arguments are constant. */
export function callValue(reading: Reading, node: number): void {
  const { tree } = reading;
  const word = WORDS[reading.tokens.word(tree.token(node))];
  if (word?.builtin !== true) return;
  const first = tree.left(node);
  if (first === N.NONE) {
    if (word.text === 'pi') tree.setNumber(node, Math.PI);
    // A program takes a sample with it.
    else if (word.text !== 'rand') tree.setValue(node, N.OPAQUE_VALUE);
    return;
  }
  if (tree.kind(first) === N.ROOT_NAME) foldAliasTest(reading, node, word.text);
  else if (isListConstant(reading, first)) foldCall(reading, node, word.text);
}

/** An alias of FROM is always there. */
function foldAliasTest(reading: Reading, node: number, name: string): void {
  if (name === 'is_defined') reading.tree.setValue(node, N.TRUE_VALUE);
  else if (name === 'is_null') reading.tree.setValue(node, N.FALSE_VALUE);
  else if (/^is_[a-z]+$/.test(name) && namesItem(reading, node)) {
    reading.tree.setValue(node, truth(name === 'is_object'));
  }
}

/** An item is a document; what `FROM x IN c.list` goes through may be anything. */
function namesItem(reading: Reading, call: number): boolean {
  const { tree, tokens } = reading;
  const [alias] = reading.aliases;
  if (alias === undefined || tokens.kind(alias + 1) === T.IN) return false;
  return sameToken(reading, alias, tree.token(tree.left(call)));
}

function foldCall(reading: Reading, node: number, name: string): void {
  const { tree } = reading;
  const args: number[] = [];
  for (let arg = tree.left(node); arg !== N.NONE; arg = tree.next(arg)) args.push(arg);
  const [first = N.NONE, second = N.NONE, third = N.NONE] = args;
  const test = TYPE_TESTS[name];
  if (test !== undefined) {
    const value = tree.value(first);
    tree.setValue(node, value === N.OPAQUE_VALUE ? N.OPAQUE_VALUE : truth(test(value)));
  } else if (name === 'iif' && args.length === 3) foldChoice(reading, node, first, second, third);
  else if (args.every((arg) => isScalar(tree.value(arg)))) {
    const result = SCALARS[name]?.(args.map((arg) => scalarAt(reading, arg)));
    if (result === undefined) tree.setValue(node, N.OPAQUE_VALUE);
    else if (typeof result === 'string') setString(reading, node, result);
    else if (typeof result === 'number') tree.setNumber(node, result);
    else tree.setValue(node, truth(result));
  } else if (name === 'tostring' && tree.value(first) === N.STRING_VALUE)
    copyValue(reading, node, first);
  else tree.setValue(node, N.OPAQUE_VALUE);
}

const TYPE_TESTS: Readonly<Record<string, (value: number) => boolean>> = {
  is_defined: (value) => value !== N.UNDEFINED_VALUE,
  is_null: (value) => value === N.NULL_VALUE,
  is_bool: (value) => value === N.TRUE_VALUE || value === N.FALSE_VALUE,
  is_number: (value) => value === N.NUMBER_VALUE,
  is_string: (value) => value === N.STRING_VALUE,
  is_object: () => false,
  is_array: () => false,
  is_primitive: (value) => value !== N.UNDEFINED_VALUE,
};

type Scalar = string | number;

const isScalar = (value: number): boolean => value === N.STRING_VALUE || value === N.NUMBER_VALUE;

function scalarAt(reading: Reading, node: number): Scalar {
  return reading.tree.value(node) === N.STRING_VALUE
    ? stringAt(reading, node)
    : numberAt(reading, node);
}

type Fold = (args: readonly Scalar[]) => Scalar | boolean | undefined;

const ofStrings =
  (fold: (a: string, b: string) => Scalar | boolean): Fold =>
  ([a, b = '']) =>
    typeof a === 'string' && typeof b === 'string' ? fold(a, b) : undefined;
const ofNumber =
  (fold: (a: number) => number): Fold =>
  ([a]) =>
    typeof a === 'number' ? fold(a) : undefined;
const ofSlice =
  (fold: (a: string, from: number, length: number) => string): Fold =>
  ([a, from = 0, length = 0]) =>
    typeof a === 'string' && typeof from === 'number' && typeof length === 'number'
      ? fold(a, from, length)
      : undefined;

const SCALARS: Readonly<Record<string, Fold>> = {
  length: ofStrings((a) => a.length),
  lower: ofStrings((a) => a.toLowerCase()),
  upper: ofStrings((a) => a.toUpperCase()),
  trim: ofStrings((a) => a.trim()),
  reverse: ofStrings((a) => Array.from(a).reverse().join('')),
  concat: (args) => args.join(''),
  tostring: ([a]) => (a === undefined ? undefined : String(a)),
  contains: ofStrings((a, b) => a.includes(b)),
  startswith: ofStrings((a, b) => a.startsWith(b)),
  endswith: ofStrings((a, b) => a.endsWith(b)),
  stringequals: ofStrings((a, b) => a === b),
  index_of: ofStrings((a, b) => a.indexOf(b)),
  left: ofSlice((a, count) => a.slice(0, Math.max(0, count))),
  right: ofSlice((a, count) => (count > 0 ? a.slice(-count) : '')),
  substring: ofSlice((a, from, length) => a.slice(from, from + Math.max(0, length))),
  abs: ofNumber(Math.abs),
  floor: ofNumber(Math.floor),
  ceiling: ofNumber(Math.ceil),
  round: ofNumber(Math.round),
  sqrt: ofNumber(Math.sqrt),
  square: ofNumber((a) => a * a),
  sign: ofNumber(Math.sign),
  power: ([a, b]) => (typeof a === 'number' && typeof b === 'number' ? a ** b : undefined),
};
