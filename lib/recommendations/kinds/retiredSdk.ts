import { MOST_EXAMPLES, shown, type Advisor } from '../advice';
import { retirementOf } from '../retiredSdks';

/** SDKs that get no fixes any more. */
export const retiredSdk: Advisor = ({ sum }) => {
  const used = sum.tallies.versions.entries().flatMap(([name, requests = 0]) => {
    const [family = '', version = ''] = name.split('\n');
    const sdk = retirementOf(family, version);
    return sdk === null ? [] : [{ sdk, version, requests }];
  });
  const [most] = used;
  if (most === undefined) return null;
  const requests = used.reduce((total, one) => total + one.requests, 0);
  const names = [...new Set(used.map(({ sdk }) => sdk.name))];
  return {
    title: 'An SDK is in use that is no longer maintained',
    severity: 'Low',
    summary: `${shown(requests)} requests were made with ${names.join(', ')}, which Microsoft retired (${most.sdk.name}: ${most.sdk.retired}): faults in it are not mended any more.`,
    evidence: {
      figures: { requests, versions: used.length },
      examples: used.slice(0, MOST_EXAMPLES).map(({ sdk, version, requests: own }) => {
        return `${sdk.name} ${version}: ${shown(own)} requests; retired ${sdk.retired}, ${sdk.source}`;
      }),
      cannotKnow: ['In direct mode only what an application appends to its user agent is logged.'],
    },
    remediation: {
      steps: [
        ...new Set(
          used.map(({ sdk }) => `Move from ${sdk.name} to ${sdk.successor}: ${sdk.source}`),
        ),
      ],
      commands: [],
    },
    worsens: {
      measure: 'retired versions in use',
      value: used.length,
      returnsAbove: used.length,
    },
  };
};
