import { quotedId } from '../../coverage/commands';
import { ACCESS } from '../../baseline/observations/observedDay';
import { shown, type Advisor } from '../advice';
import { isKey } from '../keys';

/** Databases, containers, throughput and scripts that are changed with a key. */
export const keyMetadataWrites: Advisor = ({ accountId, sum }) => {
  const { access } = sum.tallies;
  const writes = access.total(ACCESS.definitions, isKey);
  if (writes === 0) return null;
  const keys = access
    .entries()
    .filter(([name, ...sums]) => isKey(name) && (sums[ACCESS.definitions] ?? 0) > 0);
  return {
    title: 'Databases, containers or scripts are changed with a key',
    severity: 'Medium',
    summary: `${shown(writes)} times a database, a container, its throughput or a script was changed with an account key: no role is asked, and the control plane's log does not show it.`,
    evidence: {
      figures: { writes, keys: keys.length },
      examples: keys.map(([name, ...sums]) => {
        return `${name.replace('key ', '')}: ${shown(sums[ACCESS.definitions] ?? 0)} changes`;
      }),
      cannotKnow: ['Who holds a key is not logged.', 'Attempts that failed count as well.'],
    },
    remediation: {
      steps: [
        'Let pipelines change them through Azure Resource Manager (Bicep, Terraform, az cosmosdb), with a role.',
        'Then forbid it to keys. SDKs that create containers when they start will be refused.',
      ],
      commands: [
        `az cosmosdb update --ids ${quotedId(accountId)} --disable-key-based-metadata-write-access true`,
      ],
    },
    worsens: {
      measure: 'changes with a key in the window',
      value: writes,
      returnsAbove: writes * 2 + 5,
    },
  };
};
