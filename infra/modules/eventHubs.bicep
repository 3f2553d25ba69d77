// A namespace for the logs of one region: Azure Monitor sends an account's logs only to a namespace in
// the region of the account.
import { builtInRoles } from '../shared/roles.bicep'

param name string

@description('Region of the watched accounts.')
param location string
param tags object

@description('Names of the hubs that the app reads.')
param logHubs string[]

@description('Name of a hub for alerts, read by a SIEM; empty for none.')
param alertsHub string = ''

@description('Consumer group of the app.')
param consumerGroup string

@description('Partitions of each hub: the most instances that read it at once. It cannot be changed later.')
@minValue(1)
@maxValue(32)
param partitions int

@description('Throughput units to which the namespace grows by itself.')
@minValue(1)
@maxValue(40)
param maximumThroughputUnits int

@description('Identity of the app.')
param principalId string

@description('True where only private endpoints and services that Azure trusts may enter.')
param isPrivate bool

resource namespace 'Microsoft.EventHub/namespaces@2024-01-01' = {
  name: name
  location: location
  tags: tags
  sku: { name: 'Standard', tier: 'Standard', capacity: 1 }
  properties: {
    // Diagnostic settings write by shared access signature, so local authentication stays on.
    disableLocalAuth: false
    isAutoInflateEnabled: maximumThroughputUnits > 1
    maximumThroughputUnits: maximumThroughputUnits > 1 ? maximumThroughputUnits : 0
    minimumTlsVersion: '1.2'
    publicNetworkAccess: 'Enabled'
  }

  // For Azure Monitor and nothing else. Its documentation asks for all three rights.
  resource monitorRule 'authorizationRules' = {
    name: 'azure-monitor'
    properties: { rights: ['Manage', 'Send', 'Listen'] }
  }

  resource network 'networkRuleSets' = {
    name: 'default'
    properties: {
      // Azure Monitor is one of the trusted services.
      trustedServiceAccessEnabled: true
      defaultAction: isPrivate ? 'Deny' : 'Allow'
      publicNetworkAccess: 'Enabled'
    }
  }
}

resource hubs 'Microsoft.EventHub/namespaces/eventhubs@2024-01-01' = [
  for hub in logHubs: {
    parent: namespace
    name: hub
    properties: {
      partitionCount: partitions
      // The hub is the buffer while the app is down: seven days, the most that the tier has.
      messageRetentionInDays: 7
    }
  }
]

resource groups 'Microsoft.EventHub/namespaces/eventhubs/consumergroups@2024-01-01' = [
  for (hub, at) in logHubs: {
    parent: hubs[at]
    name: consumerGroup
  }
]

resource alerts 'Microsoft.EventHub/namespaces/eventhubs@2024-01-01' = if (alertsHub != '') {
  parent: namespace
  name: alertsHub == '' ? 'alerts' : alertsHub
  properties: { partitionCount: 2, messageRetentionInDays: 7 }
}

resource alertsGroup 'Microsoft.EventHub/namespaces/eventhubs/consumergroups@2024-01-01' = if (alertsHub != '') {
  parent: alerts
  name: 'siem'
}

resource receiver 'Microsoft.Authorization/roleAssignments@2022-04-01' = [
  for (hub, at) in logHubs: {
    name: guid(hubs[at].id, principalId, builtInRoles.eventHubsDataReceiver)
    scope: hubs[at]
    properties: {
      principalId: principalId
      principalType: 'ServicePrincipal'
      roleDefinitionId: subscriptionResourceId(
        'Microsoft.Authorization/roleDefinitions',
        builtInRoles.eventHubsDataReceiver
      )
    }
  }
]

resource sender 'Microsoft.Authorization/roleAssignments@2022-04-01' = if (alertsHub != '') {
  name: guid(alerts.id, principalId, builtInRoles.eventHubsDataSender)
  scope: alerts
  properties: {
    principalId: principalId
    principalType: 'ServicePrincipal'
    roleDefinitionId: subscriptionResourceId(
      'Microsoft.Authorization/roleDefinitions',
      builtInRoles.eventHubsDataSender
    )
  }
}

output id string = namespace.id
output monitorRuleId string = namespace::monitorRule.id

@description('Host name of the namespace, as its cloud has it.')
output hostName string = split(split(namespace.properties.serviceBusEndpoint, '/')[2], ':')[0]
