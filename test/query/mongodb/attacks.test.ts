import { describe, expect, test } from '@jest/globals';
import { analyseMongo } from '../../../lib/query/mongodb/index';
import type { Technique, Verdict } from '../../../lib/query/verdict';
import { verdictOf } from '../../../lib/query/verdict';

const judge = (text: string, cut = false): Verdict => verdictOf(text, analyseMongo(text, { cut }));
const find = (filter: string): string => `{"find":"accounts","filter":${filter},"$db":"bank"}`;
const where = (script: string): string => find(JSON.stringify({ $where: script }));

describe('operators where a login compares a value', () => {
  test.each([
    '{"nick":{"$ne":null},"passwd":{"$ne":null}}',
    '{"mail":"root@example.org","secret":{"$gt":""}}',
    '{"user.login":"root","credentials.password":{"$regex":"^s"}}',
    '{"uid":"7","pin":{"$nin":[]}}',
    '{"username":{"$ne":"x"},"password":"hunter2"}',
    '{"$or":[{"email":"a"},{"phone":"a"}],"userPassword":{"$not":{"$eq":"z"}}}',
    '{"login":"root","pass":{"$in":["123456","letmein"]}}',
    '{"apiKey":{"$gte":""}}',
    '{"kundennummer":"77","kennwort":{"$ne":1}}',
    '{"acct":{"$ne":1},"usr_psw":{"$ne":1}}',
    '{"player":{"$ne":null},"playerPassword":"letmein"}',
    '{"login":"root","pass":{"$gt":{"$minKey":1}}}',
    '{"mail":{"$regularExpression":{"pattern":".*","options":""}},"pw":"a"}',
    '{"sid":{"$ne":"x"}}',
    '{"login":"root","pass":{"$exists":true}}',
    '{"login":"root","pass":{"$type":2}}',
    '{"login":"root","pass":{"$elemMatch":{"$ne":null}}}',
    '{"login":"root","pass":{"$in":[{"$regularExpression":{"pattern":"^","options":""}}]}}',
    '{"login":"root","pass":{"$not":{"$lt":""}}}',
    '{"login":"root","pass":{"$lt":"~"}}',
    '{"login":"root","pass":{"$all":[]}}',
    '{"login":"root","pwd1":{"$gte":""}}',
    '{"login":{"$nin":["a"]},"pass":{"$exists":true}}',
    '{"login":"root","pass":"","$nor":[{"b":1}]}',
    '{"phone":"+49","twoFactorCode":{"$ne":1}}',
    '{"login[$ne]":"a","pass[$ne]":"b"}',
    '{"tenant":"t","login":{"$regex":"^a"},"pass":{"$gt":{}},"active":true}',
    '{"plan":"free","passwd":{"$gte":[]}}',
    '{"userId":"7","smsCode":{"$nin":[0]},"recoveryCode":{"$exists":true}}',
    '{"_id":7,"otp":{"$ne":1},"backupPin":{"$type":2}}',
  ])('%s', (filter) => {
    const verdict = judge(find(filter));
    expect(verdict).toMatchObject({ injection: true, outcome: 'exfiltration' });
    expect(['operator-abuse', 'boolean-blind']).toContain(verdict.technique);
  });
});

describe('filters that tell no documents apart', () => {
  const single = (filter: string): string =>
    `{"find":"orders","filter":${filter},"limit":1,"singleBatch":true,"$db":"shop"}`;

  test.each([
    single('{"orderNumber":{"$ne":"x"}}'),
    single('{"_id":{"$ne":null}}'),
    single('{"slug":{"$regex":".*"},"archived":false}'),
    single('{"owner":"u1","title":{"$gt":""}}'),
    find('{"city":{"$gt":""}}'),
    '{"delete":"orders","deletes":[{"q":{"orderNumber":{"$gt":""}},"limit":0}]}',
    '{"findAndModify":"orders","query":{"voucher":{"$ne":""}},"remove":true}',
    'db.orders.findOne({ reference: { $gte: "" } })',
    find('{"name":"","role":{"$ne":null},"x":""}'),
    find('{"name":"","$nor":[{"a":1}],"x":""}'),
    single('{"invoice_no":{"$exists":true}}'),
    single('{"cardNumber":{"$gt":0}}'),
    find('{"tenantId":{"$ne":"t1"}}'),
    '{"update":"orders","updates":[{"q":{"orderNumber":{"$regex":".*"}},"u":{"$set":{"a":1}},"multi":true}]}',
  ])('%s', (text) => {
    expect(judge(text)).toMatchObject({ injection: true, outcome: 'exfiltration' });
  });
});

describe('filters that were widened', () => {
  test.each<[string, Technique]>([
    ['{"owner":"a","$or":[{},{"z":"z"}]}', 'tautology'],
    ['{"owner":"a","$or":[{"z":1},{"_id":{"$ne":null}}]}', 'tautology'],
    ['{"owner":"a","$or":[{"z":1},{"z":{"$ne":1}}]}', 'tautology'],
    ['{"owner":"a","$expr":{"$gte":[3,2]}}', 'tautology'],
    ['{"owner":"a","$expr":{"$or":[{"$eq":["$b","$c"]},{"$not":[false]}]}}', 'tautology'],
    ['{"owner":"a","$expr":{"$eq":["x","y"]}}', 'boolean-blind'],
    ['{"owner":"a","note":{"$regex":"(\\\\d+)+$"}}', 'dos'],
    ['{"owner":"a","note":{"$regex":"^(\\\\w+\\\\s?)*$"}}', 'dos'],
    ['{"owner":"a","$or":[{"z":{"$exists":true}},{"z":{"$exists":false}}]}', 'tautology'],
    ['{"owner":"a","$expr":{"$eq":[{"$add":[1,1]},2]}}', 'tautology'],
    ['{"owner":"a","$expr":{"$gte":["$_id",null]}}', 'tautology'],
    ['{"owner":"a","$expr":{"$gte":[{"$strLenCP":"$b"},0]}}', 'tautology'],
    ['{"owner":"a","$expr":{"$ifNull":["$b",true]}}', 'tautology'],
    ['{"owner":"a","$expr":{"$let":{"vars":{"b":1},"in":{"$eq":["$$b",1]}}}}', 'tautology'],
    ['{"owner":"a","$nor":[{"_id":null}]}', 'tautology'],
    ['{"$nor":[{"_id":null}]}', 'tautology'],
    ['{"owner":"a","$or":[{"z":{"$gte":5}},{"z":{"$lt":5}}]}', 'tautology'],
    ['{"$expr":{"$or":[{"$eq":["$b","x"]},{"$eq":[null,null]}]}}', 'tautology'],
    ['{"$expr":{"$or":[{"$eq":[null,null]},{"$eq":["$password","x"]}]}}', 'tautology'],
    ['{"$expr":{"$or":[{"$eq":[1,1]},{"$eq":["$b","x"]}]}}', 'tautology'],
    ['{"owner":"a","$expr":{"$gt":[{"$strLenCP":"$password"},5]}}', 'boolean-blind'],
  ])('%s', (filter, technique) => {
    expect(judge(find(filter))).toMatchObject({ injection: true, technique });
  });
});

describe('scripts that were broken open', () => {
  test.each<[string, Technique]>([
    ["this.owner == 'a' || 'q'=='q'", 'tautology'],
    ["this.owner == 'a' || this.id >= this.id", 'tautology'],
    ["this.owner == 'a' || !false || 'x' == 'y'", 'tautology'],
    ["function () { return this.owner == ''; return 1 < 2; var t = '' }", 'stacked'],
    ["this.owner == ''; sleep(3000); ''", 'time-blind'],
    [
      "this.owner == ''; var s = new Date(); do { n = new Date() } while (n - s < 900); ''",
      'time-blind',
    ],
    ['this.total > 5; while (1) {}', 'time-blind'],
    ["this.owner == '' || this.passwd.charAt(0) == 'a' || ''", 'boolean-blind'],
    ["this.owner == '' || Object.keys(this)[2].match(/^a/)", 'schema-or-file-access'],
    ["this.owner == ''; db.cards.drop(); ''", 'script-injection'],
    ["this.owner == 'a' && this.open //' && this.paid", 'comment-truncation'],
    ["this.owner == 'a''", 'syntax-probe'],
    ['this.total > 0 || true && this.open', 'boolean-blind'],
    ["this.total == 0 || this.iban.startsWith('D') && this.open", 'boolean-blind'],
    ["this.total == 0 || this.open && this.city.substring(1, 2) == 'o'", 'boolean-blind'],
    ["this.total == 0 || !(this.city.charAt(0) != 'B')", 'boolean-blind'],
    ['if (this.total < 0) { return true } if (1) { return true }', 'boolean-blind'],
    ["function () { if (!'') { return true; } return this.total > 3; }", 'boolean-blind'],
    ["this.owner == 'a' != 'b'", 'tautology'],
    ['(this.total > 1; return true)', 'stacked'],
    ["if (this.owner == '' || new Date() > 0 || '') return true; return false", 'boolean-blind'],
    ["this.owner == '' || /^a/.test(this.passwd) || ''", 'boolean-blind'],
    ['new Date()', 'boolean-blind'],
    ["this.owner == 'a' || Date.now() > 0", 'boolean-blind'],
    ["this.owner == '' || this.open", 'tautology'],
    ["this.owner == 'a' && this.pin.toString()[0] == '1'", 'boolean-blind'],
    ["this.owner == ''|1|''", 'operator-abuse'],
    ["this.owner == '' + (function () { return this.b; })() + ''", 'script-injection'],
  ])('%s', (script, technique) => {
    expect(judge(where(script))).toMatchObject({ injection: true, outcome: 'failed', technique });
  });

  test('in map functions and aggregation', () => {
    const map = '{"mapReduce":"a","map":"function () { emit(1, 2); sleep(99) }","reduce":"f"}';
    const body =
      '{"aggregate":"a","pipeline":[{"$set":{"b":{"$function":{"body":"while(true){}"}}}}]}';
    expect(judge(map).technique).toBe('time-blind');
    expect(judge(body).technique).toBe('time-blind');
  });
});

describe('commands that were broken open', () => {
  test.each<[string, Technique]>([
    ["db.cards.find({ holder: '' || 3 == 3 })", 'tautology'],
    ["db.cards.find({ holder: 'a'}); db.cards.drop(); //', pin: '1' })", 'comment-truncation'],
    ['{"find":"cards","filter":{"holder":"a"},"$where":"1","z":{"a":"b"}}', 'tautology'],
    ['{"find":"cards","filter":{"holder":"", "$or":[{},{"a":"a","pin":"1"}}', 'tautology'],
    ['{"find":"cards","filter":{"holder":"a"b"}}', 'syntax-probe'],
    ['{"find":"cards","filter":{"holder":"a"}};{"drop":"cards"}', 'stacked'],
    ['{"find":"cards","filter":{"holder":"a"}},{"find":"pins","filter":{}}', 'stacked'],
    ['{"find":"cards","filter":{"holder":"a"},"filter":{}}', 'operator-abuse'],
    ["db.cards.find({ holder: '' }, { $where: '1' })", 'clause-injection'],
    ["db.cards.find({ holder: ''}); db.pins.find({ a: '' })", 'stacked'],
    ["db.cards.find({ holder: ''} || { a: '' })", 'tautology'],
    ['login[$ne]=a&pass[$gt]=b', 'operator-abuse'],
    ['{"find":"cards","filter":{"holder":"a"},"limit":0,"z":{"a":"b"}}', 'clause-injection'],
    [
      '{"aggregate":"cards","pipeline":[{"$match":{"a":""}},{"$out":"b"},{"$match":{"c":"d"}}]}',
      'clause-injection',
    ],
    [
      '{"aggregate":"cards","pipeline":[{"$match":{"a":"b"}},{"$currentOp":{}}]}',
      'schema-or-file-access',
    ],
    [
      '{"aggregate":"cards","pipeline":[{"$match":{"a":"b"}},{"$project":{"n":"$owner.password"}}]}',
      'union',
    ],
    [
      '{"update":"users","updates":[{"q":{"_id":1},"u":{"$rename":{"password":"about"}}}]}',
      'union',
    ],
    ['{"find":"users","filter":{},"sort":{"passwordHash":1},"limit":1}', 'boolean-blind'],
    ['{"distinct":"users","key":"password"}', 'union'],
    ['{"find":"cards","filter":{"holder":"a","$gt":""}}', 'operator-abuse'],
    [
      '{"delete":"cards","deletes":[{"q":{"holder":"a","$regex":"b"},"limit":0}]}',
      'operator-abuse',
    ],
    ['{"find":"cards","filter":{"$where":"this.holder == "}}', 'script-injection'],
    ['{"find":"cards","filter":{"$where":"this.n == 0||!![] && this.m > 1"}}', 'boolean-blind'],
    [
      '{"mapReduce":"cards","map":"function() { if (this.a == \'\' != \'b\') emit(this.c, 1); }","reduce":"function(k, v) { return 1; }"}',
      'tautology',
    ],
    [
      '{"aggregate":"cards","pipeline":[{"$project":{"f":{"$function":{"body":"function(n) { return n.has(\'a\' != \'b\'); }","args":["$n"],"lang":"js"}}}}]}',
      'boolean-blind',
    ],
    [
      '{"findAndModify":"cards","query":{"holder":"a","batch":{"$regex":".*"}},"remove":true}',
      'operator-abuse',
    ],
    ['{"findAndModify":"invites","query":{"email":"a","code":{"$gte":"m"}}}', 'operator-abuse'],
    ['{"aggregate":"cards","pipeline":[{"$match":{"a":"b"}},{"$unionwith":"users"}]}', 'union'],
    [
      '{"find":"cards","filter":{"a":"b"},"projection":{"x":{"$cond":[{"$eq":[{"$substrCP":["$apiToken",0,1]},"a"]},1,0]}}}',
      'boolean-blind',
    ],
    [
      '{"aggregate":"cards","pipeline":[{"$match":{"a":"b"}},{"$lookup":{"from":"users","pipeline":[],"as":"u"}}]}',
      'union',
    ],
  ])('%s', (text, technique) => {
    expect(judge(text)).toMatchObject({ injection: true, technique });
  });

  test('the reason quotes the fragment and its place in the logged text', () => {
    const text = where("this.a == \"b\" || 'q'=='q'");
    const { fragment, reason } = judge(text);
    expect(text.slice(fragment?.start, fragment?.end)).toBe("'q'=='q'");
    expect(reason).toContain(`at position ${fragment?.start ?? -1}: 'q'=='q'`);
  });

  test('what is open where the platform cut the text is no sign', () => {
    const text = '{"find":"cards","filter":{"holder":"it was a dark and sto';
    expect(judge(text).injection).toBe(true);
    expect(judge(text, true)).toMatchObject({ injection: false, confidence: 0 });
    expect(analyseMongo(text, { cut: true }).understanding.valid).toBe(true);
  });
});
