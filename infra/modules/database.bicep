// The account with the alerts, their containers, and the rights of the app on them.
import { containers, containersWithDelete } from '../shared/containers.bicep'

param name string
param location string
param tags object

@description('serverless pays for what is used, up to 5,000 request units a second and container; autoscale suits steady, larger loads.')
@allowed(['serverless', 'autoscale'])
param throughput string

@description('Most request units a second that all containers share with autoscale.')
@minValue(1000)
param autoscaleMaximum int

@description('Identity of the app.')
param principalId string

@description('True where only private endpoints may enter.')
param isPrivate bool

var databaseName = 'warden'
var isServerless = throughput == 'serverless'
var dataActions = 'Microsoft.DocumentDB/databaseAccounts/sqlDatabases/containers'

resource account 'Microsoft.DocumentDB/databaseAccounts@2025-04-15' = {
  name: name
  location: location
  tags: tags
  kind: 'GlobalDocumentDB'
  properties: {
    databaseAccountOfferType: 'Standard'
    locations: [{ locationName: location, failoverPriority: 0, isZoneRedundant: false }]
    consistencyPolicy: { defaultConsistencyLevel: 'Session' }
    capabilities: isServerless ? [{ name: 'EnableServerless' }] : []
    // Only Entra identities may enter, and only the resource manager changes containers.
    disableLocalAuth: true
    disableKeyBasedMetadataWriteAccess: true
    minimalTlsVersion: 'Tls12'
    publicNetworkAccess: isPrivate ? 'Disabled' : 'Enabled'
    backupPolicy: { type: 'Continuous', continuousModeProperties: { tier: 'Continuous7Days' } }
  }
}

resource database 'Microsoft.DocumentDB/databaseAccounts/sqlDatabases@2025-04-15' = {
  parent: account
  name: databaseName
  properties: {
    resource: { id: databaseName }
    options: isServerless ? {} : { autoscaleSettings: { maxThroughput: autoscaleMaximum } }
  }
}

// Azure refuses changes to several containers at once, now and then.
@batchSize(1)
resource store 'Microsoft.DocumentDB/databaseAccounts/sqlDatabases/containers@2025-04-15' = [
  for one in containers: {
    parent: database
    name: one.name
    properties: {
      resource: union(
        {
          id: one.name
          partitionKey: { paths: [one.partitionKey], kind: 'Hash', version: 2 }
          indexingPolicy: {
            indexingMode: 'consistent'
            automatic: true
            includedPaths: map(one.indexedPaths, path => { path: path })
            excludedPaths: [{ path: '/*' }]
          }
        },
        contains(one, 'timeToLive') ? { defaultTtl: one.?timeToLive } : {}
      )
    }
  }
]

resource readAndWrite 'Microsoft.DocumentDB/databaseAccounts/sqlRoleDefinitions@2025-04-15' = {
  parent: account
  name: guid(account.id, 'read and write')
  properties: {
    roleName: 'Cosmos Warden: read and write'
    type: 'CustomRole'
    assignableScopes: [account.id]
    permissions: [
      {
        dataActions: [
          'Microsoft.DocumentDB/databaseAccounts/readMetadata'
          '${dataActions}/items/create'
          '${dataActions}/items/read'
          '${dataActions}/items/replace'
          '${dataActions}/items/upsert'
          '${dataActions}/executeQuery'
          // For the trigger, and the client libraries need it to query.
          '${dataActions}/readChangeFeed'
        ]
      }
    ]
  }
}

resource deleteItems 'Microsoft.DocumentDB/databaseAccounts/sqlRoleDefinitions@2025-04-15' = {
  parent: account
  name: guid(account.id, 'delete')
  properties: {
    roleName: 'Cosmos Warden: delete'
    type: 'CustomRole'
    assignableScopes: [account.id]
    permissions: [{ dataActions: ['${dataActions}/items/delete'] }]
  }
}

resource mayReadAndWrite 'Microsoft.DocumentDB/databaseAccounts/sqlRoleAssignments@2025-04-15' = {
  parent: account
  name: guid(account.id, principalId, 'read and write')
  properties: {
    principalId: principalId
    roleDefinitionId: readAndWrite.id
    // readMetadata is asked for on the account itself.
    scope: account.id
  }
}

resource mayDelete 'Microsoft.DocumentDB/databaseAccounts/sqlRoleAssignments@2025-04-15' = [
  for name in containersWithDelete: {
    parent: account
    name: guid(account.id, principalId, 'delete', name)
    properties: {
      principalId: principalId
      roleDefinitionId: deleteItems.id
      scope: '${account.id}/dbs/${database.name}/colls/${name}'
    }
    dependsOn: [store]
  }
]

output id string = account.id
output endpoint string = account.properties.documentEndpoint
output databaseName string = database.name
