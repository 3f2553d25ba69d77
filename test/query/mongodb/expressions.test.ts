import { describe, expect, test } from '@jest/globals';
import { expressionTruth } from '../../../lib/query/mongodb/expressions';
import { parseCommandText } from '../../../lib/query/mongodb/language/statements';

function truthOf(expression: string): boolean | undefined {
  const [statement] = parseCommandText(`[${expression}]`).statements;
  const list = statement?.kind === 'expression' ? statement.value : undefined;
  const [node] = list?.kind === 'array' ? list.elements : [];
  if (node === undefined) throw new Error(`not an expression: ${expression}`);
  return expressionTruth(node);
}

describe('expressions that are the same for every document', () => {
  test.each([
    '{"$eq":[{"$multiply":[2,3]},6]}',
    '{"$eq":[{"$mod":[7,4]},3]}',
    '{"$eq":[{"$concat":["a",{"$toLower":"B"}]},"ab"]}',
    '{"$eq":[{"$substrCP":["abc",1,1]},"b"]}',
    '{"$eq":[{"$indexOfCP":["abc","c"]},2]}',
    '{"$gt":[{"$strLenCP":"ab"},1]}',
    '{"$in":[1,[2,1]]}',
    '{"$eq":[{"$size":[["$a","$b"]]},2]}',
    '{"$isArray":[["$a"]]}',
    '{"$eq":[{"$type":"x"},"string"]}',
    '{"$cond":{"if":true,"then":1,"else":0}}',
    '{"$switch":{"branches":[{"case":false,"then":0}],"default":1}}',
    '{"$setIsSubset":[[1],[1,2]]}',
    '{"$lt":[1,"a"]}',
    '{"$or":["$a",{"$not":[false]}]}',
    '{"$lte":[0,{"$abs":"$a"}]}',
    '{"$lt":[{"$rand":{}},2]}',
    '{"$eq":["$a.b","$a.b"]}',
    '"text"',
  ])('%s is true', (expression) => {
    expect(truthOf(expression)).toBe(true);
  });

  test.each([
    '{"$eq":[{"$add":[1,1]},3]}',
    '{"$ne":["$a","$a"]}',
    '{"$and":["$a",null]}',
    '{"$lt":["$_id",null]}',
    '{"$gt":[{"$month":"$d"},12]}',
    '{"$cond":["$a",0,null]}',
    '0',
  ])('%s is false', (expression) => {
    expect(truthOf(expression)).toBe(false);
  });

  test.each([
    '"$a"',
    '{"$gt":["$a",null]}',
    '{"$eq":["$a","$b"]}',
    '{"$gte":[{"$size":"$a"},1]}',
    '{"$ifNull":["$a",0]}',
    '{"$and":["$a",true]}',
    '{"$eq":["$$b",1]}',
    '{"$add":["$a",1]}',
    '{"$eq":[{"$dateToString":{"date":"$d"}},"x"]}',
  ])('%s depends on the document', (expression) => {
    expect(truthOf(expression)).toBeUndefined();
  });
});
