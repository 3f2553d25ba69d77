// Sends the logs of all accounts below a management group, now and in future, and the Activity Log of
// its subscriptions.
import { accountHub, activityLogHub } from 'shared/categories.bicep'
import { accountApis, accountLogsInitiative, accountLogsPolicy } from 'policies/accountLogs.bicep'
import { sharedParameters } from 'policies/accountLogs.bicep'
import { activityLogPolicy } from 'policies/activityLog.bicep'
import { identityActions } from 'policies/identityRole.bicep'

targetScope = 'managementGroup'

@description('Region of the identities of the policies.')
param location string = deployment().location

@description('The output `regions` of main.bicep: regions of the accounts, and the rule of the namespace there.')
@minLength(1)
param regions { location: string, monitorRuleId: string }[]

resource mayMakeSettings 'Microsoft.Authorization/roleDefinitions@2022-04-01' = {
  name: guid(managementGroup().id, 'cosmos-warden', 'make diagnostic settings')
  properties: {
    roleName: 'Cosmos Warden: make diagnostic settings (${managementGroup().name})'
    description: 'For the identities of the policies that send logs to Cosmos Warden.'
    type: 'customRole'
    assignableScopes: [managementGroup().id]
    permissions: [{ actions: identityActions }]
  }
}

resource accountLogs 'Microsoft.Authorization/policyDefinitions@2025-03-01' = {
  name: 'cosmos-warden-account-logs'
  properties: union(accountLogsPolicy, {
    policyRule: { then: { details: { roleDefinitionIds: [mayMakeSettings.id] } } }
  })
}

resource activityLog 'Microsoft.Authorization/policyDefinitions@2025-03-01' = {
  name: 'cosmos-warden-activity-log'
  properties: union(activityLogPolicy, {
    policyRule: {
      then: {
        details: { roleDefinitionIds: [mayMakeSettings.id], deployment: { location: location } }
      }
    }
  })
}

resource initiative 'Microsoft.Authorization/policySetDefinitions@2025-03-01' = {
  name: 'cosmos-warden'
  properties: union(accountLogsInitiative, {
    policyDefinitions: map(accountApis, one => {
      policyDefinitionId: accountLogs.id
      policyDefinitionReferenceId: one.api
      parameters: union(one.parameters, sharedParameters)
    })
  })
}

// The Activity Log goes to the first region.
var assigned = concat(
  map(regions, region => {
    name: take('warden-${region.location}', 24)
    policyId: initiative.id
    ruleId: region.monitorRuleId
    parameters: {
      region: { value: region.location }
      eventHubRuleId: { value: region.monitorRuleId }
      eventHubName: { value: accountHub }
    }
  }),
  [
    {
      name: 'warden-activity-log'
      policyId: activityLog.id
      ruleId: regions[0].monitorRuleId
      parameters: {
        eventHubRuleId: { value: regions[0].monitorRuleId }
        eventHubName: { value: activityLogHub }
      }
    }
  ]
)

resource assignments 'Microsoft.Authorization/policyAssignments@2025-03-01' = [
  for one in assigned: {
    name: one.name
    location: location
    identity: { type: 'SystemAssigned' }
    properties: {
      displayName: 'Cosmos Warden: ${one.name}'
      policyDefinitionId: one.policyId
      parameters: one.parameters
    }
  }
]

resource maySet 'Microsoft.Authorization/roleAssignments@2022-04-01' = [
  for (one, at) in assigned: {
    name: guid(managementGroup().id, assignments[at].name, mayMakeSettings.id)
    properties: {
      principalId: assignments[at].identity.principalId
      principalType: 'ServicePrincipal'
      roleDefinitionId: mayMakeSettings.id
    }
  }
]

module ruleAccess 'modules/monitorRuleAccess.bicep' = [
  for (one, at) in assigned: {
    scope: resourceGroup(split(one.ruleId, '/')[2], split(one.ruleId, '/')[4])
    name: 'cosmos-warden-${one.name}-${uniqueString(managementGroup().id)}'
    params: { monitorRuleId: one.ruleId, principalIds: [assignments[at].identity.principalId] }
  }
]
