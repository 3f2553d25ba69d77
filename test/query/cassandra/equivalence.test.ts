import { describe, expect, test } from '@jest/globals';
import { analyseCassandra } from '../../../lib/query/cassandra';
import { verdictOf } from '../../../lib/query/verdict';

const judged = (text: string): unknown => {
  const { injection, confidence, technique, outcome } = verdictOf(text, analyseCassandra(text));
  return { injection, confidence, technique, outcome };
};
const shape = (text: string): string => analyseCassandra(text).understanding.shape;

const STATEMENTS = [
  "SELECT * FROM users WHERE mail = 'a' AND pin = 7",
  "SELECT * FROM users WHERE mail = 'a' OR 1 = 1 AND pin = 7",
  "SELECT * FROM users WHERE mail = 'a' AND 2 > 1",
  "UPDATE users SET pin = 7 WHERE mail = 'a' WHERE pin = 8",
  "SELECT * FROM users WHERE mail = 'a' ; DROP TABLE users",
  'DELETE FROM users WHERE pin = 7 LIMIT 1 AND mail = 8',
];

const WRITINGS: Readonly<Record<string, (text: string) => string>> = {
  'upper case': (text) => text.toUpperCase(),
  'lower case': (text) => text.toLowerCase(),
  'wide spaces': (text) => text.replaceAll(' ', ' \t  '),
  comments: (text) => text.replaceAll(' ', ' /* note */ '),
  'quoted names': (text) => text.replaceAll(/\b(mail|pin)\b/g, '"$1"'),
  'dollar quotes': (text) => text.replaceAll("'a'", '$$$$a$$$$'),
  parentheses: (text) => text.replaceAll("mail = 'a'", "(mail = 'a')"),
};

describe('equivalent writings', () => {
  for (const [name, write] of Object.entries(WRITINGS)) {
    test.each(STATEMENTS)(`${name}: %s`, (text) => {
      expect(judged(write(text))).toEqual(judged(text));
    });
  }

  test.each(['case', 'comments', 'quoted names', 'dollar quotes'])('one shape: %s', (name) => {
    const write = WRITINGS[name] ?? ((text: string) => text.toLowerCase());
    for (const text of STATEMENTS) expect(shape(write(text))).toBe(shape(text));
  });
});

describe('shapes', () => {
  test('values go, lists of them are one', () => {
    expect(shape("SELECT a FROM t WHERE k IN ('x', 'y', ?) AND v = -5")).toBe(
      'select a from t where k in ( ? ) and v = ?',
    );
    expect(shape('SELECT a FROM t WHERE k IN (1) AND v = 7;')).toBe(
      shape("select A from T where K in (1, 2, 3) and V = 'x' -- note"),
    );
  });

  test('structure stays', () => {
    expect(shape("SELECT a FROM t WHERE k = '' OR 1=1")).not.toBe(
      shape("SELECT a FROM t WHERE k = ''"),
    );
  });

  test('obfuscated names are names', () => {
    expect(shape("SELECT p1__4 FROM t WHERE p2__10 = 'str1__13'")).toBe(
      'select p1__4 from t where p2__10 = ?',
    );
  });
});
