import type { Detector } from '../../lib/detectors/detector';
import type { DetectorMetadata } from '../../lib/alerts/alertType';

const MATURITIES = `- **stable**: on by default, and quiet on normal traffic
- **incubating**: on by default; its thresholds may still change
- **sandbox**: stored, never sent`;

/** The catalogue of alert types, from the metadata of the detectors. */
export function detectorsPage(detectors: readonly Detector[]): string {
  const all = detectors.map(({ metadata }) => metadata);
  return `# Detectors

Made from \`lib/detectors/*/metadata.ts\` by \`npm run docs\`; do not edit by hand.

Maturity of a detector:

${MATURITIES}

${all.map((metadata) => `- [${metadata.id}](#${anchor(metadata.id)}): ${metadata.title}`).join('\n')}

${all.map(section).join('\n')}`;
}

function section(metadata: DetectorMetadata): string {
  const { groupBy, bucket } = metadata;
  const group = ['account', ...groupBy.map((field) => `\`${field}\``)].join(', ');
  return `## ${metadata.id}

**${metadata.title}.** ${metadata.description}

- **Severity**: ${metadata.severityRule}
- **Intent**: ${metadata.intents.join(', ')}
- **MITRE ATT&CK**: ${metadata.techniques.map(technique).join(', ')}
- **Needs**: ${metadata.dataSources.join(', ')}
- **One alert for each**: ${group} and ${hours(bucket)}
- **Maturity**: ${metadata.maturity}, version ${metadata.version}

What it may be instead:

${list(metadata.falsePositives)}

What to do:

${metadata.remediationSteps.map((step, at) => `${at + 1}. ${step}`).join('\n')}
`;
}

function list(items: readonly string[]): string {
  return items.map((item) => `- ${item}`).join('\n');
}

function technique(id: string): string {
  return `[${id}](https://attack.mitre.org/techniques/${id.replace('.', '/')}/)`;
}

function hours(bucket: number): string {
  if (bucket === 168) return 'week';
  return bucket === 1 ? 'hour' : `${bucket} hours`;
}

/** GitHub's anchor of a heading: lower case, without punctuation. */
function anchor(heading: string): string {
  return heading.toLowerCase().replace(/[^\w-]/g, '');
}
