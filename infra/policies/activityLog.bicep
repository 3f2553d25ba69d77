// A policy that sends the Activity Log of every subscription below a management group to the hub.
import { activityLogCategories, diagnosticSettingName } from '../shared/categories.bicep'

var settings = 'Microsoft.Insights/diagnosticSettings'

var parameters = {
  eventHubRuleId: {
    type: 'String'
    metadata: { displayName: 'Rule of the namespace for Azure Monitor', assignPermissions: false }
  }
  eventHubName: { type: 'String', metadata: { displayName: 'Event hub' } }
}

var existence = {
  allOf: [
    {
      count: {
        field: '${settings}/logs[*]'
        where: {
          allOf: [
            { field: '${settings}/logs[*].enabled', equals: 'true' }
            { field: '${settings}/logs[*].category', in: activityLogCategories }
          ]
        }
      }
      equals: length(activityLogCategories)
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
      eventHubRuleId: { value: '[parameters(\'eventHubRuleId\')]' }
      eventHubName: { value: '[parameters(\'eventHubName\')]' }
    }
    template: {
      '$schema': 'https://schema.management.azure.com/schemas/2018-05-01/subscriptionDeploymentTemplate.json#'
      contentVersion: '1.0.0.0'
      parameters: { eventHubRuleId: { type: 'string' }, eventHubName: { type: 'string' } }
      resources: [
        {
          type: settings
          apiVersion: '2021-05-01-preview'
          name: diagnosticSettingName
          properties: {
            eventHubAuthorizationRuleId: '[parameters(\'eventHubRuleId\')]'
            eventHubName: '[parameters(\'eventHubName\')]'
            logs: map(activityLogCategories, category => { category: category, enabled: true })
          }
        }
      ]
    }
  }
}

// All but the roles of its identity and the location of its deployments.
@export()
var activityLogPolicy = {
  policyType: 'Custom'
  mode: 'All'
  displayName: 'Send the Activity Log to Cosmos Warden'
  description: 'Makes a diagnostic setting of the subscription with the administrative operations.'
  metadata: { category: 'Monitoring', version: '1.0.0' }
  parameters: parameters
  policyRule: {
    if: { field: 'type', equals: 'Microsoft.Resources/subscriptions' }
    then: {
      effect: 'deployIfNotExists'
      details: {
        type: settings
        existenceScope: 'subscription'
        deploymentScope: 'subscription'
        existenceCondition: existence
        deployment: settingDeployment
      }
    }
  }
}
