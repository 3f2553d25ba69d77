/** Listed addresses that nobody here uses, as every real list is full of them. */
const others = [
  '185.220.100.240/28,tor,exit-list',
  '23.129.64.128/25,tor,exit-list',
  '92.118.39.0/24,malicious,blocklist',
  '5.188.206.0/24,malicious,blocklist',
];

/** Lines `address-or-CIDR,kind,source` for the addresses that incidents listed, without repeats. */
export function intelligenceText(
  listed: readonly { range: string; kind: 'tor' | 'malicious' }[],
): string {
  const lines = listed.map(
    ({ range, kind }) => `${range},${kind},${kind === 'tor' ? 'exit-list' : 'blocklist'}`,
  );
  return ['# listed addresses', ...new Set([...others, ...lines])].join('\n') + '\n';
}
