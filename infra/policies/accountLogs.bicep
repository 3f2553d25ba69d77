// A policy that gives every account of one API, in one region, the diagnostic setting that it lacks.
// Used with a subscription and with a management group.
import { accountCategories, diagnosticSettingName } from '../shared/categories.bicep'

// How an account of an API is told, by its kind and by a capability of its own, and what it is to send.
@export()
var accountApis = [
  {
    api: 'nosql'
    parameters: {
      kind: { value: 'GlobalDocumentDB' }
      capability: { value: '' }
      categories: { value: accountCategories.nosql }
    }
  }
  {
    api: 'mongodb'
    parameters: {
      kind: { value: 'MongoDB' }
      capability: { value: '' }
      categories: { value: accountCategories.mongodb }
    }
  }
  {
    api: 'cassandra'
    parameters: {
      kind: { value: 'GlobalDocumentDB' }
      capability: { value: 'EnableCassandra' }
      categories: { value: accountCategories.cassandra }
    }
  }
  {
    api: 'gremlin'
    parameters: {
      kind: { value: 'GlobalDocumentDB' }
      capability: { value: 'EnableGremlin' }
      categories: { value: accountCategories.gremlin }
    }
  }
  {
    api: 'table'
    parameters: {
      kind: { value: 'GlobalDocumentDB' }
      capability: { value: 'EnableTable' }
      categories: { value: accountCategories.table }
    }
  }
]

// What the policies of all APIs are given by the initiative.
@export()
var sharedParameters = {
  region: { value: '[parameters(\'region\')]' }
  eventHubRuleId: { value: '[parameters(\'eventHubRuleId\')]' }
  eventHubName: { value: '[parameters(\'eventHubName\')]' }
}

var parameters = {
  kind: { type: 'String', metadata: { displayName: 'Kind of account' } }
  capability: {
    type: 'String'
    metadata: { displayName: 'Capability of the account; empty for one of no API but its kind' }
  }
  categories: { type: 'Array', metadata: { displayName: 'Log categories' } }
  region: { type: 'String', metadata: { displayName: 'Region of the accounts and the hub' } }
  eventHubRuleId: {
    type: 'String'
    metadata: { displayName: 'Rule of the namespace for Azure Monitor', assignPermissions: false }
  }
  eventHubName: { type: 'String', metadata: { displayName: 'Event hub' } }
}

var accountType = 'Microsoft.DocumentDB/databaseAccounts'
var settings = 'Microsoft.Insights/diagnosticSettings'

var condition = {
  allOf: [
    { field: 'type', equals: accountType }
    { field: 'location', equals: '[parameters(\'region\')]' }
    { field: 'kind', equals: '[parameters(\'kind\')]' }
    {
      anyOf: [
        {
          allOf: [
            { value: '[parameters(\'capability\')]', equals: '' }
            {
              count: {
                field: '${accountType}/capabilities[*]'
                where: {
                  field: '${accountType}/capabilities[*].name'
                  in: ['EnableCassandra', 'EnableGremlin', 'EnableTable']
                }
              }
              equals: 0
            }
          ]
        }
        {
          count: {
            field: '${accountType}/capabilities[*]'
            where: {
              field: '${accountType}/capabilities[*].name'
              equals: '[parameters(\'capability\')]'
            }
          }
          greater: 0
        }
      ]
    }
  ]
}

// Every category is on, in one setting that sends to this hub.
var existence = {
  allOf: [
    {
      count: {
        field: '${settings}/logs[*]'
        where: {
          allOf: [
            { field: '${settings}/logs[*].enabled', equals: 'true' }
            { field: '${settings}/logs[*].category', in: '[parameters(\'categories\')]' }
          ]
        }
      }
      greaterOrEquals: '[length(parameters(\'categories\'))]'
    }
    {
      field: '${settings}/eventHubAuthorizationRuleId'
      equals: '[parameters(\'eventHubRuleId\')]'
    }
    { field: '${settings}/eventHubName', equals: '[parameters(\'eventHubName\')]' }
  ]
}

var settingDeployment = {
  properties: {
    mode: 'incremental'
    parameters: {
      account: { value: '[field(\'name\')]' }
      categories: { value: '[parameters(\'categories\')]' }
      eventHubRuleId: { value: '[parameters(\'eventHubRuleId\')]' }
      eventHubName: { value: '[parameters(\'eventHubName\')]' }
    }
    template: {
      '$schema': 'https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#'
      contentVersion: '1.0.0.0'
      parameters: {
        account: { type: 'string' }
        categories: { type: 'array' }
        eventHubRuleId: { type: 'string' }
        eventHubName: { type: 'string' }
      }
      resources: [
        {
          type: settings
          apiVersion: '2021-05-01-preview'
          name: diagnosticSettingName
          scope: '[format(\'${accountType}/{0}\', parameters(\'account\'))]'
          properties: {
            eventHubAuthorizationRuleId: '[parameters(\'eventHubRuleId\')]'
            eventHubName: '[parameters(\'eventHubName\')]'
            copy: [
              {
                name: 'logs'
                count: '[length(parameters(\'categories\'))]'
                input: {
                  category: '[parameters(\'categories\')[copyIndex(\'logs\')]]'
                  enabled: true
                }
              }
            ]
          }
        }
      ]
    }
  }
}

// All but the roles of its identity, which differ by the place where it is assigned.
@export()
var accountLogsPolicy = {
  policyType: 'Custom'
  mode: 'Indexed'
  displayName: 'Send the logs of Cosmos DB accounts of one API to Cosmos Warden'
  description: 'Makes a diagnostic setting with exactly the categories that detection needs.'
  metadata: { category: 'Cosmos DB', version: '1.0.0' }
  parameters: parameters
  policyRule: {
    if: condition
    then: {
      effect: 'deployIfNotExists'
      details: {
        type: settings
        evaluationDelay: 'AfterProvisioning'
        existenceCondition: existence
        deployment: settingDeployment
      }
    }
  }
}

@export()
var accountLogsInitiative = {
  policyType: 'Custom'
  displayName: 'Send the logs of Cosmos DB accounts to Cosmos Warden'
  description: 'One policy for each API, for the accounts of one region.'
  metadata: { category: 'Cosmos DB', version: '1.0.0' }
  parameters: {
    region: parameters.region
    eventHubRuleId: parameters.eventHubRuleId
    eventHubName: parameters.eventHubName
  }
}

// Built into Azure: categories by group only, so all of them, and all of them are paid for.
@export()
var builtInPolicy = '322b6192-a99b-4ab6-9b40-43ca19dcd0d9'
