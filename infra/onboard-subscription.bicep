// Sends the logs of all accounts of a subscription, now and in future, and its Activity Log.
import { accountHub, activityLogCategories, activityLogHub, diagnosticSettingName } from 'shared/categories.bicep'
import { accountApis, accountLogsInitiative, accountLogsPolicy } from 'policies/accountLogs.bicep'
import { builtInPolicy, sharedParameters } from 'policies/accountLogs.bicep'
import { identityActions } from 'policies/identityRole.bicep'

targetScope = 'subscription'

@description('Region of the identities of the policies.')
param location string = deployment().location

@description('The output `regions` of main.bicep: regions of the accounts, and the rule of the namespace there.')
@minLength(1)
param regions { location: string, monitorRuleId: string }[]

@description('exact turns on what detection needs; builtIn takes the policy of Azure, which turns everything on.')
@allowed(['exact', 'builtIn'])
param policy string = 'exact'

@description('True to send the Activity Log as well: listing of keys is told there and nowhere else.')
param activityLog bool = true

@description('True to give the accounts that are there their setting at once, not only new ones.')
param remediate bool = true

var isExact = policy == 'exact'

resource mayMakeSettings 'Microsoft.Authorization/roleDefinitions@2022-04-01' = {
  name: guid(subscription().id, 'cosmos-warden', 'make diagnostic settings')
  properties: {
    roleName: 'Cosmos Warden: make diagnostic settings (${subscription().subscriptionId})'
    description: 'For the identities of the policies that send logs to Cosmos Warden.'
    type: 'customRole'
    assignableScopes: [subscription().id]
    permissions: [{ actions: identityActions }]
  }
}

resource definition 'Microsoft.Authorization/policyDefinitions@2025-03-01' = {
  name: 'cosmos-warden-account-logs'
  properties: union(accountLogsPolicy, {
    policyRule: { then: { details: { roleDefinitionIds: [mayMakeSettings.id] } } }
  })
}

resource initiative 'Microsoft.Authorization/policySetDefinitions@2025-03-01' = {
  name: 'cosmos-warden'
  properties: union(accountLogsInitiative, {
    policyDefinitions: map(accountApis, one => {
      policyDefinitionId: definition.id
      policyDefinitionReferenceId: one.api
      parameters: union(one.parameters, sharedParameters)
    })
  })
}

resource assignments 'Microsoft.Authorization/policyAssignments@2025-03-01' = [
  for region in regions: {
    name: take('warden-${region.location}', 24)
    location: location
    identity: { type: 'SystemAssigned' }
    properties: {
      displayName: 'Logs of Cosmos DB accounts in ${region.location} to Cosmos Warden'
      policyDefinitionId: isExact
        ? initiative.id
        : tenantResourceId('Microsoft.Authorization/policyDefinitions', builtInPolicy)
      parameters: isExact
        ? {
            region: { value: region.location }
            eventHubRuleId: { value: region.monitorRuleId }
            eventHubName: { value: accountHub }
          }
        : {
            resourceLocation: { value: region.location }
            eventHubAuthorizationRuleId: { value: region.monitorRuleId }
            eventHubName: { value: accountHub }
            categoryGroup: { value: 'allLogs' }
          }
    }
  }
]

resource maySet 'Microsoft.Authorization/roleAssignments@2022-04-01' = [
  for (region, at) in regions: {
    name: guid(subscription().id, assignments[at].name, mayMakeSettings.id)
    properties: {
      principalId: assignments[at].identity.principalId
      principalType: 'ServicePrincipal'
      roleDefinitionId: mayMakeSettings.id
    }
  }
]

module ruleAccess 'modules/monitorRuleAccess.bicep' = [
  for (region, at) in regions: {
    scope: resourceGroup(split(region.monitorRuleId, '/')[2], split(region.monitorRuleId, '/')[4])
    name: 'cosmos-warden-rule-${region.location}-${uniqueString(subscription().id)}'
    params: {
      monitorRuleId: region.monitorRuleId
      principalIds: [assignments[at].identity.principalId]
    }
  }
]

// One for each region and API.
var remediations = flatten(map(range(0, length(regions)), at =>
  map(isExact ? map(accountApis, one => one.api) : [''], api => { at: at, api: api })
))

resource remediation 'Microsoft.PolicyInsights/remediations@2024-10-01' = [
  for one in (remediate ? remediations : []): {
    name: 'cosmos-warden-${regions[one.at].location}-${isExact ? one.api : 'all'}'
    properties: {
      policyAssignmentId: assignments[one.at].id
      policyDefinitionReferenceId: isExact ? one.api : null
      resourceDiscoveryMode: 'ReEvaluateCompliance'
    }
    dependsOn: [maySet, ruleAccess]
  }
]

resource activity 'Microsoft.Insights/diagnosticSettings@2021-05-01-preview' = if (activityLog) {
  name: diagnosticSettingName
  properties: {
    eventHubAuthorizationRuleId: regions[0].monitorRuleId
    eventHubName: activityLogHub
    logs: map(activityLogCategories, category => { category: category, enabled: true })
  }
}
