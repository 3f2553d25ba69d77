// The plan and the app with all of its settings. Nothing secret is among them.
import { accountHub, activityLogHub } from '../shared/categories.bicep'

param name string
param planName string
param location string
param tags object

@allowed(['flex', 'elasticPremium'])
param hostingPlan string

@allowed(['22', '24'])
param nodeVersion string

@description('Most instances at once.')
param maximumInstances int

param identity { id: string, clientId: string }
param storage { blobEndpoint: string, deploymentsContainer: string }
param applicationInsightsConnection string
param database { endpoint: string, name: string }

@description('Namespaces with logs; the first has the Activity Log as well.')
param namespaces { hostName: string, location: string }[]
param consumerGroup string

@description('Where alerts are sent: the value of WARDEN_SINKS.')
param sinks object[]

@description('Ids of the workspaces with history, of which the first profiles are made.')
param historyWorkspaces string[]

@description('Subnet of the app; empty without private networking.')
param subnetId string

@description('Application of the Entra sign-in; empty where function keys alone guard the app.')
param signInClientId string

@description('Further app settings, such as thresholds: docs/settings.md.')
param furtherSettings object

var isFlex = hostingPlan == 'flex'
var isPrivate = subnetId != ''
var wardenClouds = {
  AzureCloud: 'AzurePublic'
  AzureUSGovernment: 'AzureUSGovernment'
  AzureChinaCloud: 'AzureChina'
}

resource plan 'Microsoft.Web/serverfarms@2024-11-01' = {
  name: planName
  location: location
  tags: tags
  kind: isFlex ? 'functionapp' : 'elastic'
  sku: isFlex ? { name: 'FC1', tier: 'FlexConsumption' } : { name: 'EP1', tier: 'ElasticPremium' }
  properties: isFlex
    ? { reserved: true }
    : { reserved: true, elasticScaleEnabled: true, maximumElasticWorkerCount: min(maximumInstances, 20) }
}

resource app 'Microsoft.Web/sites@2024-11-01' = {
  name: name
  location: location
  tags: tags
  kind: 'functionapp,linux'
  identity: { type: 'UserAssigned', userAssignedIdentities: { '${identity.id}': {} } }
  properties: {
    serverFarmId: plan.id
    httpsOnly: true
    clientAffinityEnabled: false
    keyVaultReferenceIdentity: identity.id
    virtualNetworkSubnetId: isPrivate ? subnetId : null
    functionAppConfig: isFlex
      ? {
          runtime: { name: 'node', version: nodeVersion }
          scaleAndConcurrency: { instanceMemoryMB: 2048, maximumInstanceCount: maximumInstances }
          deployment: {
            storage: {
              type: 'blobContainer'
              value: '${storage.blobEndpoint}${storage.deploymentsContainer}'
              authentication: {
                type: 'UserAssignedIdentity'
                userAssignedIdentityResourceId: identity.id
              }
            }
          }
        }
      : null
    siteConfig: isFlex
      ? { minTlsVersion: '1.2', http20Enabled: true }
      : {
          minTlsVersion: '1.2'
          http20Enabled: true
          ftpsState: 'Disabled'
          linuxFxVersion: 'NODE|${nodeVersion}'
          minimumElasticInstanceCount: 1
          vnetRouteAllEnabled: isPrivate
          // Behind a firewall only the app itself can see how much waits in the hubs.
          functionsRuntimeScaleMonitoringEnabled: isPrivate
        }
  }

  resource settings 'config' = {
    name: 'appsettings'
    properties: union(
      hostSettings,
      planSettings,
      wardenSettings,
      regionSettings,
      signInSettings,
      furtherSettings
    )
  }

  // Packages are published with an Entra token, not with a password.
  resource noPasswords 'basicPublishingCredentialsPolicies' = [
    for way in ['scm', 'ftp']: {
      name: way
      properties: { allow: false }
    }
  ]
}

var hostSettings = {
  AzureWebJobsStorage__blobServiceUri: storage.blobEndpoint
  AzureWebJobsStorage__credential: 'managedidentity'
  AzureWebJobsStorage__clientId: identity.clientId
  APPLICATIONINSIGHTS_CONNECTION_STRING: applicationInsightsConnection
  APPLICATIONINSIGHTS_AUTHENTICATION_STRING: 'ClientId=${identity.clientId};Authorization=AAD'
  EventHubConnection__fullyQualifiedNamespace: namespaces[0].hostName
  EventHubConnection__credential: 'managedidentity'
  EventHubConnection__clientId: identity.clientId
}

// Flex Consumption has these in functionAppConfig. Elastic Premium runs the package from storage, so
// that it needs no file share, which can be entered with a key only.
var planSettings = isFlex
  ? {}
  : {
      FUNCTIONS_EXTENSION_VERSION: '~4'
      FUNCTIONS_WORKER_RUNTIME: 'node'
      WEBSITE_RUN_FROM_PACKAGE: '${storage.blobEndpoint}${storage.deploymentsContainer}/warden.zip'
      WEBSITE_RUN_FROM_PACKAGE_BLOB_MI_RESOURCE_ID: identity.id
    }

var wardenSettings = {
  AZURE_CLIENT_ID: identity.clientId
  WARDEN_CLOUD: wardenClouds[environment().name]
  WARDEN_COSMOS_ENDPOINT: database.endpoint
  WARDEN_COSMOS_DATABASE: database.name
  WARDEN_COSMOS__accountEndpoint: database.endpoint
  WARDEN_COSMOS__credential: 'managedidentity'
  WARDEN_COSMOS__clientId: identity.clientId
  WARDEN_EVENT_HUBS: join(concat([accountHub, activityLogHub], regionHubs), ',')
  WARDEN_CONSUMER_GROUP: consumerGroup
  WARDEN_SINKS: string(sinks)
  WARDEN_LOG_ANALYTICS_WORKSPACES: join(historyWorkspaces, ',')
}

// The app reads a hub for each further region, by a connection named after the region.
var furtherNamespaces = skip(namespaces, 1)
var regionHubs = map(furtherNamespaces, one => 'EventHub_${one.location}/${accountHub}')
var regionSettings = union(
  toObject(furtherNamespaces, one => 'EventHub_${one.location}__fullyQualifiedNamespace', one => one.hostName),
  toObject(furtherNamespaces, one => 'EventHub_${one.location}__credential', one => 'managedidentity'),
  toObject(furtherNamespaces, one => 'EventHub_${one.location}__clientId', one => identity.clientId)
)

// The app proves who it is to Entra by its managed identity, in place of a client secret.
var signInSettings = signInClientId == ''
  ? {}
  : {
      OVERRIDE_USE_MI_FIC_ASSERTION_CLIENTID: identity.clientId
      WARDEN_PLATFORM_AUTHENTICATION: 'true'
    }

output id string = app.id
output name string = app.name
output url string = 'https://${app.properties.defaultHostName}'
