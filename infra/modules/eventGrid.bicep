// The topic to which alerts are published as CloudEvents, and functions that subscribe to it.
import { builtInRoles } from '../shared/roles.bicep'

param name string
param location string
param tags object

@description('Identity of the app.')
param principalId string

@description('Account with the container for events that could not be delivered.')
param storageName string
param deadLetterContainer string

@description('Resource ids of Azure functions that get the events, in the form .../sites/APP/functions/NAME.')
param subscribers string[]

@description('True where only private endpoints may publish.')
param isPrivate bool

resource topic 'Microsoft.EventGrid/topics@2025-02-15' = {
  name: name
  location: location
  tags: tags
  identity: { type: 'SystemAssigned' }
  properties: {
    inputSchema: 'CloudEventSchemaV1_0'
    disableLocalAuth: true
    minimumTlsVersionAllowed: '1.2'
    publicNetworkAccess: isPrivate ? 'Disabled' : 'Enabled'
  }
}

resource storage 'Microsoft.Storage/storageAccounts@2025-01-01' existing = {
  name: storageName

  resource blobs 'blobServices' existing = {
    name: 'default'

    resource deadLetters 'containers' existing = { name: deadLetterContainer }
  }
}

resource publisher 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  name: guid(topic.id, principalId, builtInRoles.eventGridDataSender)
  scope: topic
  properties: {
    principalId: principalId
    principalType: 'ServicePrincipal'
    roleDefinitionId: subscriptionResourceId(
      'Microsoft.Authorization/roleDefinitions',
      builtInRoles.eventGridDataSender
    )
  }
}

resource deadLetterWriter 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  name: guid(storage::blobs::deadLetters.id, topic.id, builtInRoles.storageBlobDataContributor)
  scope: storage::blobs::deadLetters
  properties: {
    principalId: topic.identity.principalId
    principalType: 'ServicePrincipal'
    roleDefinitionId: subscriptionResourceId(
      'Microsoft.Authorization/roleDefinitions',
      builtInRoles.storageBlobDataContributor
    )
  }
}

resource subscriptions 'Microsoft.EventGrid/topics/eventSubscriptions@2025-02-15' = [
  for subscriber in subscribers: {
    parent: topic
    name: 'function-${uniqueString(subscriber)}'
    properties: {
      destination: {
        endpointType: 'AzureFunction'
        properties: { resourceId: subscriber, maxEventsPerBatch: 1 }
      }
      eventDeliverySchema: 'CloudEventSchemaV1_0'
      retryPolicy: { eventTimeToLiveInMinutes: 1440, maxDeliveryAttempts: 30 }
      deadLetterWithResourceIdentity: {
        identity: { type: 'SystemAssigned' }
        deadLetterDestination: {
          endpointType: 'StorageBlob'
          properties: { resourceId: storage.id, blobContainerName: deadLetterContainer }
        }
      }
    }
    dependsOn: [deadLetterWriter]
  }
]

output id string = topic.id
output endpoint string = topic.properties.endpoint
