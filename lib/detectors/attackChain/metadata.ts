import { ATTACK_CHAIN } from '../../alerts/chain';
import type { DetectorMetadata } from '../../alerts/alertType';

export const metadata: DetectorMetadata = {
  id: ATTACK_CHAIN,
  version: '1.0.0',
  maturity: 'incubating',
  title: 'A way in, access from a new place, and damage: one attack',
  description:
    'On this Cosmos DB account a way in was made (keys listed, a role given, the firewall opened), somebody new came in by it, and then data was extracted, deleted or tampered with, within days and in this order of event time. The steps are alerts and deeds that may be harmless each by itself; together they tell an attack.',
  severityRule:
    'One step more than the worst of its steps, at least Medium: High where one of them is Medium or worse. It never falls.',
  intents: ['CredentialAccess', 'InitialAccess', 'Exfiltration', 'Impact'],
  techniques: ['T1552', 'T1098.003', 'T1562.007', 'T1078.004', 'T1530', 'T1485'],
  dataSources: ['Activity Log', 'ControlPlaneRequests', 'DataPlaneRequests', 'other alerts'],
  falsePositives: [
    'A migration or a new service that is set up by somebody new: keys are listed for it, it comes from a new network, and it copies everything.',
    'A key listing or a grant that has nothing to do with what came after it. extendedProperties.steps names each step with its time and its alert.',
  ],
  remediationSteps: [
    'Shut the way in first: regenerate both keys (keys listed), delete the role assignment (role given), or put the firewall back (network opened). extendedProperties.steps tells which it was, by whom and when.',
    'Read the alerts in relatedAlerts in the order of their times; each names its client. All that this client did from the first step on: CDBDataPlaneRequests | where ClientIpAddress in (addresses) and TimeGenerated between (start .. end + 24 hours) | summarize count(), sum(ResponseLength) by OperationName, CollectionName, bin(TimeGenerated, 1h).',
    'Ask who made the way in, or whose identity was used for it: AzureActivity | where CallerIpAddress in (addresses) or Caller == "<caller>" for the 7 days before the first access. Then look whether the same identity or address shows on other accounts.',
    'Data that was deleted or changed: az cosmosdb restore brings back an account with continuous backup, to a time before the first step with damage.',
  ],
  groupBy: [],
  bucket: 168,
};
