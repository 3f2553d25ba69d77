import { describe } from '@jest/globals';
import { analyseMongo } from '../../../lib/query/mongodb/index';
import { answersAnyText, takesStepsInProportion } from '../robustness';

const PIECES = [
  ...['{', '}', '[', ']', '(', ')', ',', ':', ';', '"', "'", '`', '/', '//', '/*', '\\', '\n', ' '],
  ...[
    '"a"',
    '"$or"',
    '"$where"',
    '$expr',
    '"password"',
    '{"$ne":null}',
    '{}',
    '"find"',
    '"filter"',
  ],
  ...[
    'db.a.find(',
    'function(){',
    'return ',
    'while(',
    'if(',
    'else ',
    'new ',
    '=>',
    '?',
    '||',
    '&&',
  ],
  ...['==', '!', '...', 'this.a', '1', "'x'", 'true', 'sleep(', '\\u0024', '$regex', '(a+)+', 'ü'],
];

describe('any text', () => {
  answersAnyText(analyseMongo, PIECES);

  takesStepsInProportion(
    analyseMongo,
    ['', '{"find":"a","filter":{', '{$where:"', '{"$or":[{"a":1},'],
    [
      ...[
        '[',
        '{"a":',
        '{"$or":[',
        '(',
        '"',
        '{',
        '!',
        'new ',
        'function(){',
        'a.',
        'a||',
        '1+',
        '/',
      ],
      ...[
        '/[',
        '/*',
        '\\',
        '{"$where":"',
        '{$expr:{$and:[',
        'else ',
        'if(',
        'x=>',
        'a?b:',
        '} ',
        '] ',
      ],
      ...['"a":{"$regex":"([([("},', ',{"a":1}', "db.x.find({'a':''});", '"a":1,', '"\\u0024'],
    ],
  );
});
