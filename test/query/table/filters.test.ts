import { describe, expect, test } from '@jest/globals';
import { analyseTable } from '../../../lib/query/table/index';
import type { Technique, Verdict } from '../../../lib/query/verdict';
import { verdictOf } from '../../../lib/query/verdict';

const judge = (text: string, cut = false): Verdict => verdictOf(text, analyseTable(text, { cut }));

describe('conditions that were added', () => {
  test.each<[string, Technique]>([
    ["Owner eq 'a' or 7 eq 7", 'tautology'],
    ["Owner eq 'a' or (not (1 gt 2)) or Owner eq ''", 'tautology'],
    ["Owner eq 'a' or not false", 'tautology'],
    ["Owner eq '' or 'q' eq 'q' and Active eq true", 'tautology'],
    ["PartitionKey eq 'p' and Owner eq '' or RowKey ge ''", 'tautology'],
    ["PartitionKey eq 'p' or RowKey lt '~'", 'tautology'],
    ["PartitionKey eq 'p' and (Owner eq 'a' or RowKey eq RowKey)", 'tautology'],
    ["Owner eq 'a' or Timestamp gt datetime'1980-01-01T00:00:00Z'", 'tautology'],
    ["Owner eq 'a' or Timestamp lt datetime'9999-12-31T00:00:00Z'", 'tautology'],
    ["Owner eq 'a' or Owner ne 'b'", 'tautology'],
    ["PartitionKey eq 'p' and Owner eq '' or Role eq 'admin'", 'tautology'],
    ["Owner eq 'a' and 'x' eq 'y'", 'boolean-blind'],
    ["Owner eq 'a' and false", 'boolean-blind'],
    ["Owner eq 'a' or not not true or Owner eq ''", 'tautology'],
    ['Age gt 5 or Age ge 0', 'tautology'],
    ['Age lt 5 or Age ge 5', 'tautology'],
    ["PartitionKey eq 'p' and Age gt 5 or Size ge 0", 'tautology'],
    ["(Year eq 5) or (PartitionKey ne 'q') and (Region eq 'r')", 'tautology'],
    ["Tenant eq 't' and (Owner eq 'a' or PartitionKey ne 'z')", 'tautology'],
    ["Tenant eq 't' and (Owner eq 'a' or not (PartitionKey eq 'z'))", 'tautology'],
    ["Tenant eq 't' and (Owner eq 'a' or not (RowKey eq ''))", 'tautology'],
    ["Tenant eq 't' and (Owner eq 'a' or (Age eq 7 or not (Age eq 7)))", 'tautology'],
    ["Tenant eq 't' and (Age gt 3 or not (Age gt 3))", 'tautology'],
    ["Tenant eq 't' and (Owner eq 'a' or Live or not Live)", 'tautology'],
    ["Owner eq 'a' or not (Owner eq 'a') and Live eq true", 'tautology'],
    ["Owner eq 'a' or not (Name lt '') and Live eq true", 'tautology'],
    ["((Owner eq 'a') or ((RowKey ge '') and (Age ge 5))) and (Live eq true)", 'tautology'],
    ["Tenant eq 't' and Owner eq 'a' or not (Owner eq 'a') and Live eq true", 'tautology'],
    ["Owner eq 'a' and (1 eq 1) eq true", 'boolean-blind'],
    ["Owner eq 'a' or not (RowKey eq 'y' and RowKey eq 'z') or Owner eq ''", 'tautology'],
    ["Owner eq 'a' or not (RowKey eq 'z' and RowKey eq 'y') or Owner eq ''", 'tautology'],
    ["Owner eq 'a' or not (Age gt 5 and Age lt 3) or Owner eq ''", 'tautology'],
    ["Owner eq 'a' or not (Age le 3 and Age ge 5) or Owner eq ''", 'tautology'],
  ])('%s', (text, technique) => {
    expect(judge(text)).toMatchObject({ injection: true, outcome: 'exfiltration', technique });
  });
});

describe('literals that were closed early', () => {
  test.each<[string, Technique]>([
    ["Owner eq 'a' or 'x'='x'", 'tautology'],
    ["Owner eq 'a' or 1=1 --'", 'tautology'],
    ["Owner eq '' union select 1,2'", 'union'],
    ["Owner eq ''; drop table t'", 'stacked'],
    ["Owner eq '' or sleep(4) eq 0", 'time-blind'],
    ["Owner eq '' waitfor delay '0:0:9'", 'time-blind'],
    ["Owner eq 'O'Brien'", 'syntax-probe'],
    ["Owner eq 'a'&$top=999", 'clause-injection'],
    ["PartitionKey eq 'p' and Age eq 0 or trueL", 'tautology'],
    ["Id eq guid'a2122f2b'' or 1 eq 1'", 'syntax-probe'],
    ['Age ge 51) and Live eq true', 'syntax-probe'],
    ["$filter=Owner eq 'a'&$select=Key'&$top=9", 'clause-injection'],
    ["Orders(PartitionKey='a',RowKey='',RowKey='1')", 'clause-injection'],
    ["Orders(PartitionKey='a',RowKey='b')?$filter=true&x=('')", 'clause-injection'],
    ["Age gt 5 AND LENGTH('abc')=3", 'boolean-blind'],
    ["Owner eq 'a' or tolower('A') eq 'a' and Live eq true", 'tautology'],
    ["Owner eq 'a' or endswith(tolower('AB'),'b') and Live eq true", 'tautology'],
    ["Owner eq '' or IS_DEFINED(c) or Owner eq ''", 'boolean-blind'],
    ['Age gt @@version', 'schema-or-file-access'],
    ["Owner eq 'a' and Live eq true OR Role eq 'admin'", 'tautology'],
    ["$filter=Owner eq 'a'&$top=5&$top=999", 'clause-injection'],
    ["Orders()?$filter=Owner eq 'a' or 'x'='x'&$top=1", 'tautology'],
    ["Orders(PartitionKey='a',RowKey='b' or '1'='1')", 'tautology'],
    ["Orders(PartitionKey='a',RowKey='') waitfor delay '0:0:9' --')", 'time-blind'],
    [
      "https://x.table.cosmos.azure.com/Orders()?$filter=Owner%20eq%20'a'%20or%201%20eq%201%20--",
      'tautology',
    ],
  ])('%s', (text, technique) => {
    expect(judge(text)).toMatchObject({ injection: true, outcome: 'failed', technique });
  });

  test('the fragment lies in the logged text, also where that was encoded', () => {
    const text = "/Orders()?$filter=Owner%20eq%20'%C3%BC'%20or%20true&$top=3";
    const { fragment } = judge(text);
    expect(text.slice(fragment?.start, fragment?.end)).toBe('true');
  });

  test('a quote that is open where the platform cut the text is no sign', () => {
    expect(judge("Owner eq 'a very long na").injection).toBe(true);
    expect(judge("Owner eq 'a very long na", true)).toMatchObject({
      injection: false,
      confidence: 0,
    });
    expect(judge("Owner eq 'a' or 1 eq 1 or Owner eq 'b", true).injection).toBe(true);
  });
});

describe('what tools and programs write is no injection', () => {
  test.each([
    "(PartitionKey eq 'a') and ((RowKey ge 'x') and (RowKey lt 'y'))",
    "(true and RowKey eq 'a') and (false or PartitionKey eq 'b')",
    "1 eq 1 and PartitionKey eq 'a'",
    "PartitionKey ne ''",
    "(PartitionKey eq 'a' and RowKey gt 'b') or (PartitionKey gt 'a')",
    "(PartitionKey eq 'a') and ((Title ne 'x') or (Genre ne ''))",
    "Price gt 1.5e3 and Stock eq -5 and Sum eq 5L and Id eq guid'0a0a' and Raw eq X'00ff'",
    "Made ge datetime'2024-01-01T00:00:00Z' and not (IsOpen eq true) and not IsPaid",
    "Owner eq 'a' AND Owner lte 'b'",
    "Owner eq ''' or 1 eq 1 or ''a'''",
    "Owner eq '; drop table x -- &$top=1'",
    "$filter=Owner eq 'A%26B'&$top=5&$select=Owner,Price",
    "GET /Orders()?$filter=(PartitionKey+eq+'a')+and+(RowKey+eq+'b')&NextRowKey=1",
    "/Orders(PartitionKey='a',RowKey='b''c')",
    'Depth gt -INF',
    "PartitionKey ne 'a' or RowKey ne 'b'",
    "not (PartitionKey eq 'a') or not (RowKey eq 'b')",
    "Tenant eq 't' and (State eq 'open' or not (State eq 'lost'))",
    "Tenant eq 't' and (Live eq true or Live eq false) and not (Hidden)",
    "Tenant eq 't' and (Tries eq 0 or not (Tries gt 5))",
    "(1 eq 1 and Owner eq 'a') or (1 eq 1 and Owner eq 'b')",
    "Tenant eq 't' and (contains(Name,'x') or contains(Code,'x'))",
    'Age lt 5 or Age gt 5',
    "NextPartitionKey=1!8!YQ--&NextRowKey=1!8!YQ--&$filter=PartitionKey eq 'a'",
    "Tables('Orders')",
    'Made ge 2022-05-01T00:00:00Z and Made le 2022-05-02T00:00:00.5+02:00',
    "Owner eq 'a' and Timestamp lt datetime'9999-12-31T00:00:00Z'",
    'Tables()',
    "Orders()?$filter=PartitionKey eq 'a'&$top=5",
    "Orders?$filter=PartitionKey%20eq%20'a'",
    "GET Orders()?$select=Owner&$filter=PartitionKey eq 'a'",
    "p1__12 eq 'str1__4' and p2__6 gt 5",
    '',
  ])('%s', (text) => {
    expect(judge(text)).toMatchObject({ injection: false, technique: null });
  });
});

describe('writings and shapes', () => {
  test.each([
    [
      "A eq 'x' or 1 eq 1",
      " A  eq 'y' or ( 2 eq 2 ) ",
      "A eq 'it''s' or\t((1 eq 1))",
      "A eq 'x' or TRUE",
    ],
    ["A eq 'x' and B gt 5", "(A eq 'y') and (B gt 6L)", "A eq guid'00' and ((B gt -6.5))"],
  ])('%s', (first, ...others) => {
    const { injection, confidence, technique } = judge(first);
    for (const other of others)
      expect(judge(other)).toMatchObject({ injection, confidence, technique });
  });

  test('a shape has no literals, no outer parentheses and no counts', () => {
    const shape = (text: string): string => analyseTable(text).understanding.shape;
    expect(shape("((A eq 'x') and ((B eq 1) or (B eq 2) or (B eq 3)))")).toBe(
      '(a eq ?) and ((b eq ?)+)',
    );
    expect(shape("A eq 'x'")).not.toBe(shape("A ne 'x'"));
    expect(shape("Orders(PartitionKey='a',RowKey='b')")).toBe(
      shape("Orders(PartitionKey='',RowKey='')"),
    );
  });

  test.each([
    ["A eq 'x' and not (B lt 5)", true],
    ["A eq 'x' AND B lt 5", false],
    ["A = 'x'", false],
    ["startswith(A,'x')", false],
    ["A eq 'x", false],
  ])('%s: would the service accept it? %s', (text, valid) => {
    expect(analyseTable(text).understanding.valid).toBe(valid);
  });
});
