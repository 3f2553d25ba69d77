// Cosmos Warden in a subscription: docs/deployment.md says how to deploy it, docs/security.md who gets
// which rights.
import { accountHub, activityLogHub } from 'shared/categories.bicep'

targetScope = 'subscription'

@description('Region of the app and its database.')
param location string = deployment().location

@description('Resource group; it is made where it is missing.')
param resourceGroupName string = 'cosmos-warden'

param tags object = {}

@description('Regions of the watched accounts, as in westeurope. Each gets a small namespace, since logs go only to one of their own region. Add new ones at the end: the first one has the Activity Log.')
@minLength(1)
param watchedRegions string[] = [location]

@description('flex pays by use and scales to zero; elasticPremium is for clouds and regions that do not have it.')
@allowed(['flex', 'elasticPremium'])
param hostingPlan string = environment().name == 'AzureCloud' ? 'flex' : 'elasticPremium'

@allowed(['22', '24'])
param nodeVersion string = '24'

@description('Most instances of the app at once; Elastic Premium takes 20 of them at most.')
@minValue(1)
@maxValue(1000)
param maximumInstances int = 40

@description('Partitions of each hub with logs: the most instances that read it at once. It cannot be changed later.')
@minValue(1)
@maxValue(32)
param hubPartitions int = 4

@description('Throughput units to which each namespace grows by itself.')
@minValue(1)
@maxValue(40)
param maximumThroughputUnits int = 4

@description('serverless pays for what is used; autoscale suits steady, larger loads. It cannot be changed later.')
@allowed(['serverless', 'autoscale'])
param databaseThroughput string = 'serverless'

@description('Most request units a second of the database with autoscale.')
@minValue(1000)
param autoscaleMaximum int = 4000

@description('True for private endpoints and a virtual network. The HTTP API itself stays public behind its keys or sign-in.')
param privateNetwork bool = false

@description('Address range of that network, /24 or larger.')
param networkAddressPrefix string = '10.90.0.0/24'

@description('Application (client) id of an Entra registration that guards the HTTP API; empty for function keys alone.')
param signInClientId string = ''

@description('True for an Event Grid topic to which alerts are published.')
param eventGridTopic bool = true

@description('Resource ids of Azure functions that get the events, in the form .../sites/APP/functions/NAME.')
param eventSubscribers string[] = []

@description('True for an event hub `alerts`, for a SIEM.')
param alertsHub bool = false

@description('Format of the alerts in that hub.')
@allowed(['defender', 'ocsf', 'cef', 'cloudEvents', 'plain'])
param alertsHubFormat string = 'defender'

@description('Resource id of a Log Analytics workspace that gets a table with the alerts; empty for none.')
param alertWorkspaceId string = ''

@description('Region of that workspace.')
param alertWorkspaceLocation string = location

@description('True where that workspace has Microsoft Sentinel: adds the analytics rule and the workbook.')
param sentinel bool = false

@description('Addresses that get mail about alerts of high severity by Communication Services; none for no such mail.')
param mailRecipients string[] = []

@description('Where Communication Services keep their data.')
param mailDataGeography string = 'Europe'

@description('Least severity of new alerts of which the owners of the subscription get mail; none for no mail.')
@allowed(['High', 'Medium', 'Low', 'none'])
param ownerMailSeverity string = 'High'

@description('Addresses of those who run the app; the owners of the subscription where there are none.')
param operatorAddresses string[] = []

@description('Resource ids of Log Analytics workspaces that hold the CDB tables of the watched accounts: baselines on day one.')
param historyWorkspaceIds string[] = []

@description('Further entries of WARDEN_SINKS, such as webhooks; secrets in them by reference only (docs/delivery.md).')
param furtherSinks object[] = []

@description('Further app settings, such as thresholds (docs/settings.md). Nothing secret.')
param furtherSettings object = {}

var name = 'cosmos-warden-${take(uniqueString(subscription().id, resourceGroupName), 8)}'
var consumerGroup = 'warden'
var isFlex = hostingPlan == 'flex'

resource group 'Microsoft.Resources/resourceGroups@2025-04-01' = {
  name: resourceGroupName
  location: location
  tags: tags
}

module identity 'modules/identity.bicep' = {
  scope: group
  name: 'identity'
  params: { name: name, location: location, tags: tags }
}

module monitoring 'modules/monitoring.bicep' = {
  scope: group
  name: 'monitoring'
  params: {
    workspaceName: name
    componentName: name
    location: location
    tags: tags
    principalId: identity.outputs.principalId
  }
}

module storage 'modules/storage.bicep' = {
  scope: group
  name: 'storage'
  params: {
    name: replace(name, '-', '')
    location: location
    tags: tags
    principalId: identity.outputs.principalId
    isPrivate: privateNetwork
  }
}

module hubs 'modules/eventHubs.bicep' = [
  for (region, at) in watchedRegions: {
    scope: group
    name: 'hubs-${region}'
    params: {
      name: '${name}-${region}'
      location: region
      tags: tags
      logHubs: at == 0 ? [accountHub, activityLogHub] : [accountHub]
      alertsHub: at == 0 && alertsHub ? 'alerts' : ''
      consumerGroup: consumerGroup
      partitions: hubPartitions
      maximumThroughputUnits: maximumThroughputUnits
      principalId: identity.outputs.principalId
      isPrivate: privateNetwork
    }
  }
]

module database 'modules/database.bicep' = {
  scope: group
  name: 'database'
  params: {
    name: name
    location: location
    tags: tags
    throughput: databaseThroughput
    autoscaleMaximum: autoscaleMaximum
    principalId: identity.outputs.principalId
    isPrivate: privateNetwork
  }
}

module receivers 'modules/receivers.bicep' = {
  scope: group
  name: 'receivers'
  params: {
    name: name
    location: location
    tags: tags
    principalId: identity.outputs.principalId
    isPrivate: privateNetwork
    eventGridTopic: eventGridTopic
    eventSubscribers: eventSubscribers
    storageName: storage.outputs.name
    deadLetterContainer: storage.outputs.eventDeadLettersContainer
    alertsHubHost: alertsHub ? hubs[0].outputs.hostName : ''
    alertsHubFormat: alertsHubFormat
    alertWorkspaceId: alertWorkspaceId
    alertWorkspaceLocation: alertWorkspaceLocation
    sentinel: sentinel
    mailRecipients: mailRecipients
    mailDataGeography: mailDataGeography
    furtherSinks: furtherSinks
  }
}

module history 'modules/historyReader.bicep' = [
  for workspaceId in historyWorkspaceIds: {
    scope: resourceGroup(split(workspaceId, '/')[2], split(workspaceId, '/')[4])
    name: 'cosmos-warden-history-${uniqueString(workspaceId)}'
    params: {
      workspaceName: last(split(workspaceId, '/'))
      principalId: identity.outputs.principalId
    }
  }
]

module privateAccess 'modules/privateAccess.bicep' = if (privateNetwork) {
  scope: group
  name: 'private-access'
  params: {
    name: name
    location: location
    tags: tags
    addressPrefix: networkAddressPrefix
    isFlex: isFlex
    storage: { id: storage.outputs.id, endpoint: storage.outputs.blobEndpoint }
    database: { id: database.outputs.id, endpoint: database.outputs.endpoint }
    topic: receivers.outputs.topic
    namespaces: [
      for (region, at) in watchedRegions: {
        id: hubs[at].outputs.id
        hostName: hubs[at].outputs.hostName
        location: region
      }
    ]
  }
}

module app 'modules/functionApp.bicep' = {
  scope: group
  name: 'app'
  params: {
    name: name
    planName: name
    location: location
    tags: tags
    hostingPlan: hostingPlan
    nodeVersion: nodeVersion
    maximumInstances: maximumInstances
    identity: { id: identity.outputs.id, clientId: identity.outputs.clientId }
    storage: {
      blobEndpoint: storage.outputs.blobEndpoint
      deploymentsContainer: storage.outputs.deploymentsContainer
    }
    applicationInsightsConnection: monitoring.outputs.connectionString
    database: { endpoint: database.outputs.endpoint, name: database.outputs.databaseName }
    namespaces: [
      for (region, at) in watchedRegions: {
        hostName: hubs[at].outputs.hostName
        location: region
      }
    ]
    consumerGroup: consumerGroup
    sinks: receivers.outputs.sinks
    historyWorkspaces: [for (workspaceId, at) in historyWorkspaceIds: history[at].outputs.workspaceId]
    subnetId: privateNetwork ? privateAccess!.outputs.appSubnetId : ''
    signInClientId: signInClientId
    furtherSettings: furtherSettings
  }
}

module signIn 'modules/signIn.bicep' = if (signInClientId != '') {
  scope: group
  name: 'sign-in'
  params: { appName: app.outputs.name, clientId: signInClientId }
}

module alertRules 'modules/alertRules.bicep' = {
  scope: group
  name: 'alert-rules'
  params: {
    name: name
    location: location
    tags: tags
    workspaceId: monitoring.outputs.workspaceId
    ownerMailSeverity: ownerMailSeverity
    operatorAddresses: operatorAddresses
  }
}

output resourceGroup string = group.name
output appName string = app.outputs.name
output hostingPlan string = hostingPlan
output storageName string = storage.outputs.name
output url string = app.outputs.url
output identityPrincipalId string = identity.outputs.principalId
output logWorkspaceId string = monitoring.outputs.workspaceId

@description('For the onboarding templates: where the logs of each region go.')
output regions array = [
  for (region, at) in watchedRegions: { location: region, monitorRuleId: hubs[at].outputs.monitorRuleId }
]
