import { describe, expect, test } from '@jest/globals';
import { analyseMongo } from '../../../lib/query/mongodb/index';
import { verdictOf } from '../../../lib/query/verdict';

describe('what programs and their libraries write is no injection', () => {
  test.each([
    '{"find":"users","filter":{"_id":{"$ne":{"$oid":"65f0c0ffee"}},"email":"a@b.c"},"limit":1}',
    '{"find":"users","filter":{"email":{"$ne":null},"name":{"$regex":"^ann","$options":"i"}}}',
    '{"find":"users","filter":{"pushToken":{"$exists":true,"$ne":""}}}',
    '{"find":"users","filter":{"resetToken":"ab12","resetExpires":{"$gt":{"$date":1700000000000}}}}',
    '{"find":"users","filter":{"passwordChangedAt":{"$lt":{"$date":0}},"tokenVersion":{"$ne":4}}}',
    '{"find":"users","filter":{"password":{"$exists":false},"googleId":{"$ne":null}}}',
    '{"find":"notes","filter":{"isSecret":{"$ne":true}}}',
    '{"find":"users","filter":{"email":"a@b.c","passwordHash":{"$exists":true}},"limit":1}',
    '{"find":"users","filter":{"login":"ann","password_hash":{"$ne":null}},"limit":1}',
    '{"find":"a","filter":{"$or":[{"$expr":{"$eq":["x",null]}},{"name":"x"}]}}',
    '{"find":"a","filter":{"$or":[{"$expr":{"$eq":[null,null]}},{"name":null}],"open":true}}',
    '{"find":"a","filter":{"$or":[{"$expr":{"$eq":["x",""]}},{"t":{"$regex":"x","$options":"i"}}]}}',
    '{"find":"a","filter":{"$or":[{"n":{"$lt":5}},{"n":{"$gte":10}}]}}',
    '{"find":"a","filter":{"$or":[{"t":{"$regex":""}},{"u":{"$regex":""}},{"v":{"$regex":".*"}}]}}',
    '{"find":"a","filter":{"$or":[{"b":{"$exists":false}},{"b":{"$lt":3}}],"c":{"$nin":[]}}}',
    '{"find":"a","filter":{"$expr":{"$gt":["$spent","$budget"]}}}',
    '{"find":"a","filter":{"$expr":false}}',
    '{"find":"a","filter":{"b":"c"},"sort":{"$natural":-1}}',
    '{"find":"a","filter":{"s":{"$in":["x","y"]},"n":{"$gt":5},"t":{"$in":["",null]}}}',
    '{"find":"a","filter":{"$expr":{"$eq":[{"$toInt":"$size"},5]}}}',
    `{"find":"a","filter":{"$where":"this.day === 'a' + Date()"}}`,
    '{"find":"a","filter":{"$and":[{},{"b":1}]},"lsid":{"id":1},"$clusterTime":{"c":1}}',
    '{"find":"a","filter":{"$where":"this.total > this.limit && this.tags.length > 2"}}',
    '{"find":"a","filter":{"$where":"function () { if (this.a) return true; return false; }"}}',
    '{"find":"a","filter":{"$where":"(this.a || 0) + (this.b || 0) > 10"}}',
    '{"aggregate":"a","pipeline":[{"$match":{}},{"$project":{"f":{"$cond":[{"$or":["$b",true]},1,0]}}}]}',
    '{"aggregate":"a","pipeline":[{"$lookup":{"from":"users","let":{"u":"$u"},"pipeline":[{"$match":{"$expr":{"$eq":["$_id","$$u"]}}}],"as":"x"}}]}',
    '{"insert":"a","documents":[{"password":{"$ne":1},"q":{"$where":"1"}}],"ordered":true}',
    '{"getMore":{"$numberLong":"5"},"collection":"a","$db":"x"}',
    'db.a.find({ made: { $gt: new Date(Date.now() - 24 * 3600 * 1000) } }).sort({ _id: -1 }).limit(5)',
    '{"find":"users","filter":{"email":"a@b.c","status":{"$ne":"deleted"}},"limit":1,"singleBatch":true}',
    '{"find":"users","filter":{"password":{"$exists":true},"email":{"$exists":true}}}',
    '{"find":"users","filter":{"twoFactorSecret":{"$ne":null},"twoFactorEnabled":true},"limit":1}',
    '{"find":"users","filter":{"phone":{"$exists":true,"$ne":""},"apiKey":"k1"}}',
    '{"find":"a","filter":{"_id":{"$gte":{"$minKey":1},"$lt":{"$maxKey":1}},"otp":"1"}}',
    '{"find":"a","filter":{"_id":{"$gt":""}},"sort":{"_id":1},"limit":100}',
    '{"find":"a","filter":{"deletedAt":{"$ne":null}},"limit":1,"singleBatch":true}',
    '{"find":"a","filter":{"count":{"$gt":5},"filter":{"$ne":"b"},"q":"x"}}',
    '{"aggregate":"a","pipeline":[{"$lookup":{"from":"tags","pipeline":[{"$match":{"on":true}}],"as":"t"}}]}',
    '{"find":"a","filter":{"$where":"(this.state || \'new\') === \'new\'"}}',
    '{"find":"a","filter":{"$where":"for (var i = 0; i < this.b.length; i++) { if (this.b[i] > 5) return true; } return false;"}}',
    'db.a.insertOne({ b: 1 }); db.a.find({ b: 1 }); db.a.countDocuments({})',
    'use shop',
    '{"find":"users","filter":{"mail":"a@b.c","password":{"$exists":true,"$ne":null}},"limit":1,"singleBatch":true}',
    'db.users.find({ password: { $exists: true, $ne: "", $not: /^\\$2/ } })',
    '{"find":"users","filter":{"guid":"g7","api_token":{"$exists":true,"$ne":null}},"limit":1}',
    '{"find":"sessions","filter":{"userId":"u1","sid":{"$ne":"s1"}}}',
    '{"delete":"drafts","deletes":[{"q":{"userId":{"$exists":true}},"limit":0}]}',
    '{"find":"users","filter":{"userId":{"$exists":true}},"sort":{"userId":-1},"limit":1,"singleBatch":true}',
    '{"find":"forms","filter":{"_id":{"$ne":"clh3x9k2p0000qwer1234"}},"limit":1,"singleBatch":true}',
    '{"find":"users","filter":{"email":{"$regex":"^ann@b\\\\.c$","$options":"i"},"password":"h"}}',
    '{"find":"a","filter":{"title":{"$gt":""}},"sort":{"title":1},"limit":50}',
    'db.a.find({ parts: { $gt: [] } })',
    '{"find":"a","filter":{"$or":[{"b":{"$regex":".*"}},{"d":{"$regex":".*"}}]}}',
    '{"find":"a","filter":{"$where":"this.b == \'\' || this.b == null"}}',
    '{"find":"a","filter":{"$expr":{"$gte":[{"$size":"$b"},1]}}}',
    '{"find":"a","filter":{"$expr":{"$lt":[{"$rand":{}},0.1]}}}',
    '{"aggregate":"a","pipeline":[{"$match":{"b":""}},{"$group":{"_id":"$d"}},{"$out":"e"}]}',
    '{"aggregate":"a","pipeline":[{"$lookup":{"from":"users","pipeline":[{"$count":"n"}],"as":"u"}}]}',
    '{"update":"users","updates":[{"q":{},"u":[{"$set":{"passwordHash":"$password"}}],"multi":true}]}',
    '{"update":"users","updates":[{"q":{},"u":{"$rename":{"password":"passwordHash"}},"multi":true}]}',
    '{"aggregate":"users","pipeline":[{"$project":{"safe":{"$cond":[{"$ifNull":["$password",false]},1,0]}}}]}',
    '{"find":"a","filter":{"$expr":{"$or":[{"$eq":[null,null]},{"$eq":["$colour","red"]}]}}}',
    '{"find":"guests","filter":{"phone":{"$gt":""},"mail":{"$exists":true},"email":{"$ne":""}},"limit":50}',
    '{"find":"guests","filter":{"email":{"$ne":null},"phone":{"$gt":""}},"sort":{"at":-1},"limit":9}',
    '{"find":"users","filter":{"userId":"7","backupCode":{"$exists":true},"otp":{"$exists":true}}}',
    '{"update":"codes","updates":[{"q":{"userId":"7","resetCode":{"$ne":"481516"}},"u":{"$set":{"old":true}},"multi":true}]}',
    '{"find":"a","filter":{"tags":{"$gt":[]},"kind":"b"}}',
    '{"find":"a","filter":{"$where":"switch (true) { case this.n > 3: return true; default: return false; }"}}',
    '{"find":"a","filter":{"$where":"this.city[0] == \'B\' || this.city[0] == \'C\' && this.open"}}',
    '{"find":"p1__10","filter":{"p2__8":"str1__13","p3__4":{"$ne":null},"p4__2":{"$gt":3}}}',
    '',
  ])('%s', (text) => {
    expect(verdictOf(text, analyseMongo(text))).toMatchObject({
      injection: false,
      technique: null,
    });
  });

  test.each([
    "' || 1==1 //",
    "'; return true; var x='",
    '", "$or": [ {}, {"a":"a',
    '{"$ne": null}',
    "a'}); db.users.drop(); //",
  ])('an attack inside one literal is data: %s', (payload) => {
    const text = JSON.stringify({ find: 'a', filter: { title: payload }, $db: 'x' });
    expect(analyseMongo(text)).toMatchObject({ signs: [], understanding: { valid: true } });
    const script = JSON.stringify({
      find: 'a',
      filter: { $where: `this.t == ${JSON.stringify(payload)}` },
    });
    expect(verdictOf(script, analyseMongo(script)).injection).toBe(false);
  });
});
