// Incidents in Microsoft Sentinel for the alerts in the table, and a workbook over them.
param workspaceName string

@description('Region of the workspace.')
param location string
param tags object

resource workspace 'Microsoft.OperationalInsights/workspaces@2025-02-01' existing = {
  name: workspaceName
}

resource incidents 'Microsoft.SecurityInsights/alertRules@2025-06-01' = {
  scope: workspace
  name: guid(workspace.id, 'cosmos-warden')
  kind: 'Scheduled'
  properties: {
    displayName: 'Cosmos Warden alerts'
    description: 'One alert for each new alert of Cosmos Warden; those of one account within five hours make one incident.'
    enabled: true
    severity: 'Medium'
    query: loadTextContent('../queries/incidents.kql')
    queryFrequency: 'PT5M'
    // Alerts carry the time of the attack, which may be long before they come.
    queryPeriod: 'P2D'
    triggerOperator: 'GreaterThan'
    triggerThreshold: 0
    suppressionEnabled: false
    suppressionDuration: 'PT5H'
    eventGroupingSettings: { aggregationKind: 'AlertPerResult' }
    alertDetailsOverride: {
      alertDisplayNameFormat: '{{DisplayName}}'
      alertDescriptionFormat: '{{Description}}'
      alertSeverityColumnName: 'AlertSeverity'
    }
    customDetails: { AlertId: 'SystemAlertId', AlertType: 'AlertType', Link: 'AlertLink' }
    entityMappings: [
      {
        entityType: 'AzureResource'
        fieldMappings: [{ identifier: 'ResourceId', columnName: 'ResourceId' }]
      }
      { entityType: 'IP', fieldMappings: [{ identifier: 'Address', columnName: 'Address' }] }
    ]
    incidentConfiguration: {
      createIncident: true
      groupingConfiguration: {
        enabled: true
        reopenClosedIncident: false
        lookbackDuration: 'PT5H'
        matchingMethod: 'Selected'
        groupByEntities: ['AzureResource']
      }
    }
  }
}

resource workbook 'Microsoft.Insights/workbooks@2023-06-01' = {
  name: guid(workspace.id, 'cosmos-warden', 'workbook')
  location: location
  tags: tags
  kind: 'shared'
  properties: {
    displayName: 'Cosmos Warden'
    category: 'sentinel'
    sourceId: workspace.id
    version: '1.0'
    serializedData: loadTextContent('../workbooks/alerts.json')
  }
}
