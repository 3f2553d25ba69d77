import { METRICS } from '../../lib/metrics/catalogue';

const KINDS = {
  count: '`Sum`',
  distribution: '`Sum`, `ItemCount`, `Min`, `Max`',
  level: '`Sum`: what it was last',
};

/** The page on the app's metrics, from their catalogue. */
export function metricsPage(): string {
  const rows = Object.entries(METRICS).map(([name, { kind, unit, meaning, dimensions }]) => {
    const names = dimensions.map((dimension) => `\`${dimension}\``).join(', ');
    return [`\`${name}\``, meaning, plain(unit), names || 'none', KINDS[kind]];
  });
  return `# Metrics

Made from \`lib/metrics/catalogue.ts\` by \`npm run docs\`; do not edit by hand.

The app sends these to Application Insights when a call ends, with the same identity as its log. They are
rows of \`AppMetrics\` in the workspace (\`customMetrics\` in the classic view) and, in **Metrics** of
Application Insights, the namespace \`azure.applicationinsights\`. Names, units and dimensions stay as they
are. **No dimension names an account, an address or a person.**

${table(['Name', 'Meaning', 'Unit', 'Dimensions', 'Value'], rows)}

- Each row is what came since the last one; add \`Sum\` up. A count of nothing has no row.
- \`namespace\`, \`hub\` and \`partition\` are those of Event Hubs, \`feed\` is the id of a threat list, \`alert_type\` and
  \`detector\` are ids of [the catalogue](../detectors.md), \`severity\` is the one that the alert began with.
- A call waits two seconds at most. Where Application Insights takes nothing, a [line](log.md#lines) with
  \`"event":"metrics"\` says why, nothing is sent for a minute, and what was to be sent then is lost; the
  log has the same figures. The call's own work is done by then.
- There are none without \`APPLICATIONINSIGHTS_CONNECTION_STRING\`, or with \`WARDEN_METRICS\` =
  \`false\`. The [alert rules](../deployment.md#choices) and most charts read the log, and do without.
- Dimensions can be told apart in **Logs** at once, in **Metrics** only after "Enable alerting on custom
  metric dimensions" in **Usage and estimated costs** of Application Insights.

Alerts by type and severity, by the day:

\`\`\`kusto
AppMetrics
| where Name == 'warden.alerts.raised'
| summarize Alerts = sum(Sum) by AlertType = tostring(Properties.alert_type),
    Severity = tostring(Properties.severity), bin(TimeGenerated, 1d)
\`\`\`

The largest lag of each partition:

\`\`\`kusto
AppMetrics
| where Name == 'warden.lag'
| summarize LagSeconds = max(Max) by Namespace = tostring(Properties.namespace),
    Hub = tostring(Properties.hub), Partition = tostring(Properties.partition), bin(TimeGenerated, 5m)
| render timechart
\`\`\`
`;
}

/** `{record}` is a plain word to people. */
function plain(unit: string): string {
  return unit.replace(/^\{(.*)\}$/, '$1s');
}

/** A table with its columns in line, as Prettier has them. */
function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const widths = head.map((_, at) =>
    Math.max(...[head, ...rows].map((row) => row[at]?.length ?? 0)),
  );
  const line = (cells: readonly string[]) =>
    `| ${cells.map((cell, at) => cell.padEnd(widths[at] ?? 0)).join(' | ')} |`;
  const rule = line(widths.map((width) => '-'.repeat(width)));
  return [line(head), rule, ...rows.map(line)].join('\n');
}
