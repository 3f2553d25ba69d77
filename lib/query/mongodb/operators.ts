/**
 * The operators that a filter may hold, from the query operator reference of MongoDB: conditions on
 * a field, conditions on a document, and what stands for a value in extended JSON.
 */

import type { ObjectNode } from './language/tree';

const KNOWN = new Set([
  ...[
    '$eq',
    '$ne',
    '$gt',
    '$gte',
    '$lt',
    '$lte',
    '$in',
    '$nin',
    '$not',
    '$exists',
    '$type',
    '$mod',
  ],
  ...['$regex', '$options', '$all', '$elemMatch', '$size', '$bitsAllClear', '$bitsAllSet'],
  ...['$bitsAnyClear', '$bitsAnySet', '$geoWithin', '$geoIntersects', '$near', '$nearSphere'],
  ...['$within', '$withinPolygon', '$withinRadians', '$geometry', '$maxDistance', '$minDistance'],
  ...['$box', '$center', '$centerSphere', '$polygon', '$uniqueDocs', '$geoNear', '$search'],
  ...['$and', '$or', '$nor', '$where', '$expr', '$jsonSchema', '$text', '$comment', '$rand'],
  ...['$sampleRate', '$meta', '$slice', '$language', '$caseSensitive', '$diacriticSensitive'],
  ...['$alwaysTrue', '$alwaysFalse', '$isolated', '$atomic', '$function', '$literal', '$natural'],
  ...['$ref', '$id', '$db', '$oid', '$date', '$numberInt', '$numberLong', '$numberDouble'],
  ...['$numberDecimal', '$binary', '$uuid', '$timestamp', '$regularExpression', '$code', '$scope'],
  ...['$symbol', '$minKey', '$maxKey', '$undefined', '$dbPointer', '$toDate', '$subType'],
  // Members that drivers of the old protocol put beside a filter.
  ...['$query', '$orderby', '$explain', '$hint', '$max', '$min', '$maxTimeMS', '$returnKey'],
  ...['$showDiskLoc', '$snapshot', '$readPreference', '$maxScan', '$clusterTime', '$client'],
]);
/** They take a value or a list of values, and no other operator. */
const OF_ONE_VALUE = new Set([
  ...['$eq', '$ne', '$gt', '$gte', '$lt', '$lte', '$in', '$nin', '$all', '$mod', '$exists'],
  ...['$regex', '$options', '$comment', '$search'],
]);

/** True where no server has the operator. */
export function isUnknownOperator(key: string): boolean {
  return key.charCodeAt(0) === 36 && !KNOWN.has(key);
}

/** True for an operator whose operand can be a value only. */
export function takesOneValue(key: string): boolean {
  return OF_ONE_VALUE.has(key);
}

/** True where a server refuses the filter because it does not know an operator in it. */
export function hasUnknownOperator(documents: readonly ObjectNode[]): boolean {
  return documents.some(({ members }) => members.some(({ key }) => isUnknownOperator(key)));
}
