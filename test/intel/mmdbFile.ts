import { parseNetwork } from '../../lib/intel/network';

type Value = string | number | { readonly [name: string]: Value };

/**
 * The bytes of a small MMDB file with 24-bit records, as described in
 * https://maxmind.github.io/MaxMind-DB/. Numbers that are not whole become doubles.
 */
export function mmdbFile(
  type: string,
  buildTime: number,
  version: 4 | 6,
  networks: Readonly<Record<string, Value>>,
): Buffer {
  const nodes: (number | null)[][] = [[null, null]];
  const data: Buffer[] = [];
  let dataSize = 0;
  for (const [text, value] of Object.entries(networks)) {
    insert(nodes, bitsOf(text, version), -1 - dataSize);
    const bytes = encode(value);
    data.push(bytes);
    dataSize += bytes.length;
  }
  const tree = Buffer.alloc(nodes.length * 6);
  nodes.flat().forEach((record, index) => {
    // Below 0: an offset into the data, which lies 16 bytes behind the tree.
    const target = record === null ? nodes.length : record;
    tree.writeUIntBE(target < 0 ? nodes.length + 15 - target : target, index * 3, 3);
  });
  const metadata = encode({
    binary_format_major_version: 2,
    binary_format_minor_version: 0,
    build_epoch: buildTime / 1000,
    database_type: type,
    ip_version: version,
    node_count: nodes.length,
    record_size: 24,
  });
  const marker = Buffer.from('\xab\xcd\xefMaxMind.com', 'latin1');
  return Buffer.concat([tree, Buffer.alloc(16), ...data, marker, metadata]);
}

function bitsOf(text: string, version: 4 | 6): string {
  const network = parseNetwork(text);
  if (network === null) throw new Error(`${text} is no network`);
  const bits = network.first.map((word) => word.toString(2).padStart(32, '0')).join('');
  const inIPv6 = version === 6 && network.version === 4;
  return (inIPv6 ? '0'.repeat(96) : '') + bits.slice(0, network.prefix);
}

function insert(nodes: (number | null)[][], bits: string, target: number): void {
  let node = 0;
  for (const [depth, bit] of bits.split('').entries()) {
    const record = nodes[node] ?? [];
    if (depth === bits.length - 1) {
      record[Number(bit)] = target;
      return;
    }
    const next = record[Number(bit)] ?? nodes.push([null, null]) - 1;
    record[Number(bit)] = next;
    node = next;
  }
}

function encode(value: Value): Buffer {
  if (typeof value === 'string') {
    const text = Buffer.from(value);
    return Buffer.concat([control(2, text.length), text]);
  }
  if (typeof value === 'number') {
    const bytes = Buffer.alloc(Number.isInteger(value) ? 4 : 8);
    if (Number.isInteger(value)) bytes.writeUInt32BE(value);
    else bytes.writeDoubleBE(value);
    return Buffer.concat([control(bytes.length === 4 ? 6 : 3, bytes.length), bytes]);
  }
  const members = Object.entries(value).flatMap(([name, member]) => [encode(name), encode(member)]);
  return Buffer.concat([control(7, members.length / 2), ...members]);
}

function control(type: number, size: number): Buffer {
  const inByte = Math.min(size, 29);
  return Buffer.from(size < 29 ? [(type << 5) | inByte] : [(type << 5) | inByte, size - 29]);
}
