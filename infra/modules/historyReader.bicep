// The right to read a workspace with the history of the accounts, for the first profiles.
import { builtInRoles } from '../shared/roles.bicep'

param workspaceName string

@description('Identity of the app.')
param principalId string

resource workspace 'Microsoft.OperationalInsights/workspaces@2025-02-01' existing = {
  name: workspaceName
}

resource reader 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  name: guid(workspace.id, principalId, builtInRoles.logAnalyticsReader)
  scope: workspace
  properties: {
    principalId: principalId
    principalType: 'ServicePrincipal'
    roleDefinitionId: subscriptionResourceId(
      'Microsoft.Authorization/roleDefinitions',
      builtInRoles.logAnalyticsReader
    )
  }
}

output workspaceId string = workspace.properties.customerId
