import { describe, expect, test } from '@jest/globals';
import { analyseGremlin } from '../../../lib/query/gremlin';
import { verdictOf } from '../../../lib/query/verdict';

const judged = (text: string): unknown => {
  const { injection, confidence, technique, outcome } = verdictOf(text, analyseGremlin(text));
  return { injection, confidence, technique, outcome };
};
const shape = (text: string): string => analyseGremlin(text).understanding.shape;

const TEXTS = [
  "g.V().has('mail','x').values('pin')",
  "g.V().has('mail','x').or(__.identity(),__.has('b','c')).values('pin')",
  "g.V('x').V().drop()",
  "g.V('x').values('pin').has('a','b').out()",
  "g.V().has('mail','x');Thread.sleep(9);g.V('')",
];

const WRITINGS: Readonly<Record<string, (text: string) => string>> = {
  spaces: (text) => text.replaceAll(/([(),])/g, ' $1  '),
  lines: (text) => text.replaceAll('.', '\n  .'),
  comments: (text) => text.replaceAll(',', ', /* note */ '),
  'double quotes': (text) => text.replaceAll("'", '"'),
  'triple quotes': (text) => text.replaceAll(/'(\w+)'/g, "'''$1'''"),
  'escaped letters in texts': (text) => text.replaceAll("'x'", "'\\u0078'"),
  'escaped letters in names': (text) =>
    text.replaceAll('drop', 'dr\\u006fp').replaceAll('has', '\\u0068as'),
  'without __': (text) => text.replaceAll('__.', ''),
};

describe('equivalent writings', () => {
  for (const [name, write] of Object.entries(WRITINGS)) {
    test.each(TEXTS)(`${name}: %s`, (text) => {
      expect(judged(write(text))).toEqual(judged(text));
    });
  }

  test('one shape', () => {
    for (const [name, write] of Object.entries(WRITINGS)) {
      if (name === 'without __') continue;
      for (const text of TEXTS) expect(shape(write(text))).toBe(shape(text));
    }
  });
});

describe('shapes', () => {
  test('values go, names of keys and labels stay', () => {
    expect(shape("g.V('a').hasLabel('p').has('mail','x').has('p','age', 5).values('name')")).toBe(
      'g . V ( ? ) . hasLabel ( "p" ) . has ( "mail" , ? ) . has ( "p" , "age" , ? ) . values ( "name" )',
    );
  });

  test('lists of values are one', () => {
    const one = "g.V(['a']).has('n',within('x')).count()";
    const many = `g.V(['a', "b", 'c']).has('n',within('x', 'y', -3)).count() // note`;
    expect(shape(many)).toBe(shape(one));
  });

  test('structure stays', () => {
    expect(shape("g.V('x').V().drop()")).not.toBe(shape("g.V('x')"));
  });
});
