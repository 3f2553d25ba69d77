import { numberAt, stringAt } from '../constants';
import { memberName } from '../literals';
import type { Reading } from '../reading';
import * as N from '../tree';

/** Properties that the service gives to every item. */
const SYSTEM_PROPERTIES: ReadonlySet<string> = new Set(['id', '_rid', '_ts', '_self', '_etag']);
/** Seconds since 1970 of a time before the service was there. */
export const BEFORE_ALL_ITEMS = 1_200_000_000;
/** `''` */
export const isEmptyText = (reading: Reading, node: number): boolean =>
  reading.tree.value(node) === N.STRING_VALUE && stringAt(reading, node) === '';

/** What the service's own properties never are. */
export const isEmptyValue = (reading: Reading, node: number): boolean =>
  reading.tree.value(node) === N.NULL_VALUE ||
  reading.tree.value(node) === N.UNDEFINED_VALUE ||
  (reading.tree.value(node) === N.NUMBER_VALUE && numberAt(reading, node) <= 0) ||
  isEmptyText(reading, node);

/** The time of the last change, in seconds. */
export const isTimestamp = ({ tree, tokens }: Reading, node: number): boolean =>
  memberName(tokens, tree.token(node)) === '_ts';

/** `c.id` and its like, directly on an alias. */
export function isSystemProperty({ tree, tokens }: Reading, node: number): boolean {
  return (
    tree.kind(node) === N.MEMBER &&
    tree.kind(tree.left(node)) === N.ROOT_NAME &&
    SYSTEM_PROPERTIES.has(memberName(tokens, tree.token(node)))
  );
}
