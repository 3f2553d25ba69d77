/** How far an account's firewall is open. */
export type FirewallState = 'none' | 'all' | 'wide' | 'azure' | 'listed';

/** Networks of this length and shorter are no office: /8 are 16 million addresses. */
const WIDE = 8;

/**
 * Reads `ipRangeFilter`: addresses and ranges, parted by commas. Without any, no rule holds callers
 * back; `0.0.0.0` alone stands for all of Azure's data centers (learn.microsoft.com,
 * "how-to-configure-firewall").
 */
export function firewallState(ranges: string): FirewallState {
  const rules = firewallRules(ranges);
  if (rules.length === 0) return 'none';
  const lengths = rules.map((rule) => {
    const slash = rule.indexOf('/');
    return slash < 0 ? Infinity : Number(rule.slice(slash + 1));
  });
  if (lengths.includes(0) || opensByHalves(rules)) return 'all';
  if (lengths.some((length) => length <= WIDE)) return 'wide';
  return rules.includes('0.0.0.0') ? 'azure' : 'listed';
}

/** The addresses and ranges of `ipRangeFilter`. */
export function firewallRules(ranges: string): readonly string[] {
  return ranges
    .split(/[,;\s]+/)
    .map((rule) => rule.replace(/["[\]]/g, ''))
    .filter((rule) => rule !== '');
}

/** `0.0.0.0/1` and `128.0.0.0/1` are everything, and pass a check for `/0`. */
function opensByHalves(rules: readonly string[]): boolean {
  return rules.includes('0.0.0.0/1') && rules.includes('128.0.0.0/1');
}
