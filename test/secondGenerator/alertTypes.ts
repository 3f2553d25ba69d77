/** The alert ids of the project's catalogue that incidents here refer to. */
export const alertTypes = {
  tor: 'CosmosDB_TorAnomaly',
  suspiciousIp: 'CosmosDB_SuspiciousIp',
  geo: 'CosmosDB_GeoAnomaly',
  app: 'CosmosDB_AppAnomaly',
  principal: 'CosmosDB_PrincipalAnomaly',
  auth: 'CosmosDB_AuthAnomaly',
  travel: 'CosmosDB_ImpossibleTravel',
  exfiltration: 'CosmosDB_DataExfiltrationAnomaly',
  enumeration: 'CosmosDB_EnumerationAnomaly',
  deletion: 'CosmosDB_MassDeletion',
  guessing: 'CosmosDB_CredentialGuessing',
  exhaustion: 'CosmosDB_ResourceExhaustion',
  injection: 'CosmosDB_SqlInjection.DataExfiltration',
  fuzzing: 'CosmosDB_SqlInjection.FailedFuzzingAttempt',
  script: 'CosmosDB_ServerScriptChange',
  keyScript: 'CosmosDB_SuspiciousListKeys.MaliciousScript',
  keyListing: 'AzureCosmosDB_SuspiciousListKeys.SuspiciousPrincipal',
  network: 'CosmosDB_NetworkExposure',
  logging: 'CosmosDB_LoggingDisabled',
  role: 'CosmosDB_RoleEscalation',
  keyRegeneration: 'CosmosDB_KeyRegeneration',
  silence: 'CosmosDB_TelemetrySilence',
  chain: 'CosmosDB_AttackChain',
} as const;

export type AlertType = (typeof alertTypes)[keyof typeof alertTypes];
