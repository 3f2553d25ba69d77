import { describe, expect, test } from '@jest/globals';
import { formatAddress } from '../../lib/intel/address';
import { feedDefinitionSchema, feedDefinitionsSchema } from '../../lib/intel/feedDefinition';
import { FeedRefusedError, type FeedEntries } from '../../lib/intel/feedEntries';
import { parseFeed } from '../../lib/intel/feedFormats';
import { IntelFileError, parseIntelFile } from '../../lib/intel/formats/intelFile';

const NOW = Date.UTC(2026, 5, 1);

function read(text: string | Uint8Array, definition: object): FeedEntries {
  const feed = feedDefinitionSchema.parse({
    id: 'list',
    kind: 'malicious',
    source: 'https://lists.example/list',
    ...definition,
  });
  return parseFeed(typeof text === 'string' ? Buffer.from(text) : text, feed, NOW);
}

function listed(entries: FeedEntries): string[] {
  return entries.networks.map(({ network: { version, first, prefix } }) => {
    const width = version === 4 ? 32 : 128;
    const address = formatAddress({ version, words: first });
    return prefix === width ? address : `${address}/${prefix}`;
  });
}

const plain = (text: string | Uint8Array) => read(text, { format: 'plain' });
const skipped = (entries: FeedEntries) => Object.fromEntries(entries.skipped);

describe('plain list', () => {
  test('reads addresses and networks, with comments of every usual kind', () => {
    const text = [
      '\uFEFF# list of the day',
      '; another comment',
      '// and another',
      '',
      '198.51.100.1',
      '  198.51.100.2  # why',
      '198.51.101.0/24 ; SBL1',
      '198.51.100.3:443',
      '198.51.100.4,seen 3 times',
      '2001:db8:1::/48\t12',
      '::ffff:198.51.100.5',
    ].join('\r\n');
    const entries = plain(text);
    expect(listed(entries)).toEqual([
      '198.51.100.1',
      '198.51.100.2',
      '198.51.101.0/24',
      '198.51.100.3',
      '198.51.100.4',
      '2001:db8:1::/48',
      '198.51.100.5',
    ]);
    expect(skipped(entries)).toEqual({});
    expect(new Set(entries.networks.map(({ label }) => label))).toEqual(
      new Set(['malicious:list']),
    );
  });

  test('passes over what no list should name, and says why', () => {
    const text = [
      ...['198.51.100.1', '198.51.100.2', '8.0.0.0/8', '2600::/16', '203.0.113.0/24'],
      ...['0.0.0.0/0', '128.0.0.0/1', '8.0.0.0/7', '::/0', '2000::/15'],
      ...['10.1.2.3', '192.168.0.0/16', '127.0.0.1', '169.254.1.1', '100.64.0.1', '172.0.0.0/8'],
      ...['fd00::1', 'fe80::1', '::1', '224.0.0.1', '0.0.0.0'],
      ...['example.org', '198.51.100.300', '198.51.100.0/40'],
    ].join('\n');
    const entries = plain(text);
    expect(listed(entries)).toEqual([
      '198.51.100.1',
      '198.51.100.2',
      '8.0.0.0/8',
      '2600::/16',
      '203.0.113.0/24',
    ]);
    expect(skipped(entries)).toEqual({ tooWide: 5, notPublic: 11, unreadable: 3 });
  });

  test.each([
    ['', 'it is empty'],
    [' \r\n\t\n', 'it is empty'],
    ['# only a comment\n', 'no usable address'],
    ['10.0.0.1\n0.0.0.0/0\n', 'no usable address (1 notPublic, 1 tooWide)'],
    ['<!DOCTYPE html><html><body>198.51.100.1</body></html>', 'HTML'],
    ['\n\n  <?xml version="1.0"?>', 'HTML or XML'],
    ['404 not found', 'no usable address (1 unreadable)'],
    ['198.51.100.1\nsorry\nwe are\nunder maintenance', 'most of it'],
    ['198.51.100.1\n\u0000\u0001\u0002', 'binary'],
    [Buffer.from([0x1f, 0x8b, 8, 0]), 'compressed'],
  ])('%j is refused: %s', (text, reason) => {
    expect(() => plain(text)).toThrow(FeedRefusedError);
    expect(() => plain(text)).toThrow(reason);
  });

  test('is refused past 500,000 entries', () => {
    const octets = (index: number) => `1.${index >> 16}.${(index >> 8) & 255}.${index & 255}`;
    const lines = Array.from({ length: 500_001 }, (_, index) => octets(index));
    expect(() => plain(lines.join('\n'))).toThrow('more than 500000 entries');
  });
});

test('Tor exit addresses: every ExitAddress line counts, dates do not', () => {
  const text = `@type tordnsel 1.0
Downloaded 2026-05-30 02:02:00
ExitNode 63BA28370F543D175173E414D5450590D73E22DC
Published 2026-05-29 07:35:55
LastStatus 2026-05-29 08:10:11
ExitAddress 198.51.100.51 2026-05-29 07:10:30
ExitAddress 198.51.100.52 2026-05-29 10:35:30
ExitNode 0011BD2485AD45D984EC4159C88FC066E5E3300E
ExitAddress 2001:db8::9 2026-05-29 10:35:30
`;
  const entries = read(text, { format: 'torExitAddresses', kind: 'tor' });
  expect(listed(entries)).toEqual(['198.51.100.51', '198.51.100.52', '2001:db8::9']);
  expect(skipped(entries)).toEqual({});
  expect(entries.networks[0]?.label).toBe('tor:list');
});

describe('CSV', () => {
  const csv = (text: string, column: string | number) =>
    listed(read(text, { format: 'csv', column }));

  test('finds the column by name in any case, with quoted fields', () => {
    const text =
      'id,"Note, with comma",IP Address\r\n' +
      '1,"he said ""hi"", then left",198.51.100.1\r\n' +
      '2,"two\r\nlines","198.51.100.2"\r\n' +
      '3,,198.51.100.3';
    expect(csv(text, 'ip address')).toEqual(['198.51.100.1', '198.51.100.2', '198.51.100.3']);
  });

  test('finds the header in a comment', () => {
    const text =
      '# Blocklist\n# "first_seen","dst_ip","dst_port"\n"2026-01-01","198.51.100.1","443"\n#end\n';
    expect(csv(text, 'dst_ip')).toEqual(['198.51.100.1']);
  });

  test('takes a column number from 0, with or without a header line', () => {
    expect(csv('seen,ip\na,198.51.100.1\nb,2001:db8::1\n', 1)).toEqual([
      '198.51.100.1',
      '2001:db8::1',
    ]);
    expect(csv('198.51.100.1,a\n198.51.100.2,b\n', 0)).toEqual(['198.51.100.1', '198.51.100.2']);
  });

  test('a column that is not there is refused by name', () => {
    expect(() => csv('ip,port\n198.51.100.1,1\n', 'address')).toThrow(
      "its header line has no column 'address'",
    );
    expect(() => csv('198.51.100.1,1\n', 7)).toThrow('no usable address');
  });

  test('a quote that never ends and a very long field cost no crash', () => {
    expect(csv('ip,note\n198.51.100.1,"open\n198.51.100.2,x\n', 'ip')).toContain('198.51.100.1');
    const long = `"${'a""'.repeat(1_000_000)}"`;
    expect(csv(`note,ip\n${long},198.51.100.1\n`, 'ip')).toEqual(['198.51.100.1']);
  });
});

describe('STIX', () => {
  const stix = (...objects: readonly object[]) =>
    read(JSON.stringify({ type: 'bundle', id: 'bundle--1', objects }), { format: 'stix' });
  const indicator = (pattern: string, more: object = {}) => ({
    type: 'indicator',
    spec_version: '2.1',
    pattern,
    pattern_type: 'stix',
    valid_from: '2026-01-01T00:00:00Z',
    ...more,
  });

  test('reads comparisons, subsets, sets, alternatives and address objects', () => {
    const entries = stix(
      { type: 'identity', name: 'someone' },
      indicator("[ipv4-addr:value = '198.51.100.1']"),
      indicator("[ipv4-addr:value ISSUBSET '198.51.101.0/24']"),
      indicator("[ipv4-addr:value='198.51.100.2' OR ipv6-addr:value = '2001:db8::2']"),
      indicator("[ipv4-addr:value = '198.51.100.3'] OR [domain-name:value = 'and.example']"),
      indicator("[ipv4-addr:value IN ('198.51.100.4', '198.51.100.5')]"),
      indicator("[network-traffic:dst_ref.value = '198.51.100.6']"),
      indicator("[file:name = 'x AND y'] OR [ipv4-addr:value = '198.51.100.7']"),
      indicator("[file:hashes.MD5 = 'd41d8cd98f00b204e9800998ecf8427e']"),
      { type: 'ipv4-addr', value: '198.51.100.8' },
      { type: 'ipv6-addr', value: '2001:db8:8::/48' },
    );
    expect(listed(entries)).toEqual([
      '198.51.100.1',
      '198.51.101.0/24',
      '198.51.100.2',
      '2001:db8::2',
      '198.51.100.3',
      '198.51.100.4',
      '198.51.100.5',
      '198.51.100.6',
      '198.51.100.7',
      '198.51.100.8',
      '2001:db8:8::/48',
    ]);
    expect(skipped(entries)).toEqual({});
  });

  test('passes over what has ended, and what the address alone does not fulfil', () => {
    const entries = stix(
      indicator("[ipv4-addr:value = '198.51.100.1']", { valid_until: '2026-07-01T00:00:00Z' }),
      indicator("[ipv4-addr:value = '198.51.100.2']", { valid_until: '2026-05-01T00:00:00Z' }),
      indicator("[ipv4-addr:value = '198.51.100.3']", { revoked: true }),
      indicator("[ipv4-addr:value = '198.51.100.4' AND network-traffic:dst_port = 22]"),
      indicator("[ipv4-addr:value = '198.51.100.5'] FOLLOWEDBY [file:size = 1]"),
      indicator('alert ip 198.51.100.6 any -> any any', { pattern_type: 'snort' }),
      indicator("[ipv4-addr:value != '198.51.100.7']"),
    );
    expect(listed(entries)).toEqual(['198.51.100.1']);
    expect(skipped(entries)).toEqual({ expired: 2, conditional: 2 });
  });

  test.each(['{', '[]', '{"type":"bundle"}', '{"error":"unauthorised"}', '198.51.100.1'])(
    '%s is refused',
    (text) => {
      expect(() => read(text, { format: 'stix' })).toThrow('it is not a STIX bundle');
    },
  );
});

describe('intelligence file', () => {
  const fallback = { kind: 'malicious', source: 'intel.txt' } as const;
  const parse = (text: string) => parseIntelFile(text, 'some/intel.txt', fallback);

  test('reads kinds, sources, comments and defaults', () => {
    const text = [
      '\uFEFF# our list',
      '198.51.100.1',
      '198.51.100.2,tor',
      ' 2001:db8::/32 , Malicious , incident 7, phase 2 # seen twice',
      '10.0.0.5,,own network',
      '',
    ].join('\r\n');
    expect(parse(text).map(({ network, label }) => [network.prefix, label])).toEqual([
      [32, 'malicious:intel.txt'],
      [32, 'tor:intel.txt'],
      [32, 'malicious:incident 7, phase 2'],
      [32, 'malicious:own network'],
    ]);
    expect(parse('# nothing yet\n')).toEqual([]);
  });

  test.each([
    ['198.51.100.1\nexample.org,tor\n', 2, '"example.org" is not an IP address or CIDR range'],
    ['# a\n\n198.51.100.1,bad', 3, '"bad" is not one of tor, malicious'],
    ['0.0.0.0/0', 1, '"0.0.0.0/0" is too wide'],
    [',tor', 1, '"" is not an IP address'],
    ['x'.repeat(10_000), 1, 'x…" is not'],
  ])('%j fails with file, line and reason', (text, line, problem) => {
    expect(() => parse(text)).toThrow(IntelFileError);
    expect(() => parse(text)).toThrow(`some/intel.txt, line ${line}: `);
    expect(() => parse(text)).toThrow(problem);
  });

  test('can be a feed, with the kind of each line', () => {
    const entries = read('198.51.100.1,tor\n198.51.100.2\n', { format: 'intel' });
    expect(entries.networks.map(({ label }) => label)).toEqual(['tor:list', 'malicious:list']);
    expect(() => read('198.51.100.1\nx\n', { format: 'intel' })).toThrow('line 2: "x" is not');
  });
});

describe('definition', () => {
  const base = { id: 'a', kind: 'tor', source: 'https://lists.example' };
  test.each([
    [{ ...base, id: 'a/b' }, 'lower-case letters'],
    [{ ...base, format: 'csv' }, 'is needed for format csv'],
    [{ ...base, column: 'ip' }, 'is needed for format csv'],
    [{ ...base, kind: 'bad' }, 'tor'],
    [{ ...base, colour: 1 }, 'colour'],
  ])('%j is wrong: %s', (definition, problem) => {
    const result = feedDefinitionSchema.safeParse(definition);
    expect(JSON.stringify(result.error?.issues)).toContain(problem);
  });

  test('ids are distinct', () => {
    expect(feedDefinitionsSchema.safeParse([base, base]).success).toBe(false);
    expect(feedDefinitionsSchema.safeParse([base, { ...base, id: 'b' }]).success).toBe(true);
  });
});
