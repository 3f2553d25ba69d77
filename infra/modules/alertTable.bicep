// A table for alerts in a workspace, with the columns of Sentinel's SecurityAlert and some of ours, and
// the rule by which the app writes into it (Logs Ingestion API).
import { builtInRoles } from '../shared/roles.bicep'

param workspaceName string

@description('Region of the workspace.')
param location string
param tags object
param ruleName string

@description('Identity of the app.')
param principalId string

var tableName = 'CosmosWardenAlert_CL'
var stream = 'Custom-${tableName}'

// What lib/delivery/formats/securityAlertRow.ts writes.
var columns = [
  { name: 'TimeGenerated', type: 'datetime' }
  { name: 'DisplayName', type: 'string' }
  { name: 'AlertName', type: 'string' }
  { name: 'AlertSeverity', type: 'string' }
  { name: 'AlertType', type: 'string' }
  { name: 'Description', type: 'string' }
  { name: 'ProviderName', type: 'string' }
  { name: 'VendorName', type: 'string' }
  { name: 'ProductName', type: 'string' }
  { name: 'SystemAlertId', type: 'string' }
  { name: 'VendorOriginalId', type: 'string' }
  { name: 'ResourceId', type: 'string' }
  { name: 'CompromisedEntity', type: 'string' }
  { name: 'ConfidenceScore', type: 'real' }
  { name: 'StartTime', type: 'datetime' }
  { name: 'EndTime', type: 'datetime' }
  { name: 'ProcessingEndTime', type: 'datetime' }
  { name: 'Status', type: 'string' }
  { name: 'Tactics', type: 'string' }
  { name: 'Techniques', type: 'string' }
  { name: 'RemediationSteps', type: 'string' }
  { name: 'Entities', type: 'string' }
  { name: 'ExtendedProperties', type: 'string' }
  { name: 'AlertLink', type: 'string' }
  { name: 'IsIncident', type: 'boolean' }
  { name: 'Change', type: 'string' }
  { name: 'Revision', type: 'int' }
  { name: 'Occurrences', type: 'long' }
  { name: 'RelatedAlerts', type: 'string' }
  { name: 'IsSample', type: 'boolean' }
]

resource workspace 'Microsoft.OperationalInsights/workspaces@2025-02-01' existing = {
  name: workspaceName
}

resource table 'Microsoft.OperationalInsights/workspaces/tables@2025-02-01' = {
  parent: workspace
  name: tableName
  properties: {
    plan: 'Analytics'
    schema: {
      name: tableName
      // The two services spell one of the types differently.
      columns: map(columns, one => {
        name: one.name
        type: one.type == 'datetime' ? 'dateTime' : one.type
      })
    }
  }
}

resource rule 'Microsoft.Insights/dataCollectionRules@2023-03-11' = {
  name: ruleName
  location: location
  tags: tags
  // Has an endpoint of its own.
  kind: 'Direct'
  properties: {
    streamDeclarations: { '${stream}': { columns: columns } }
    destinations: {
      logAnalytics: [{ name: 'workspace', workspaceResourceId: workspace.id }]
    }
    dataFlows: [
      {
        streams: [stream]
        destinations: ['workspace']
        transformKql: 'source'
        outputStream: stream
      }
    ]
  }
  dependsOn: [table]
}

resource writer 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  name: guid(rule.id, principalId, builtInRoles.monitoringMetricsPublisher)
  scope: rule
  properties: {
    principalId: principalId
    principalType: 'ServicePrincipal'
    roleDefinitionId: subscriptionResourceId(
      'Microsoft.Authorization/roleDefinitions',
      builtInRoles.monitoringMetricsPublisher
    )
  }
}

output ingestionEndpoint string = rule.properties.endpoints.logsIngestion
output ruleId string = rule.properties.immutableId
output stream string = stream
