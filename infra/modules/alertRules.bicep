// Mail to the owners of the subscription about new alerts, and to operators about the app itself.
import { ownerRole } from '../shared/roles.bicep'

param name string
param location string
param tags object

@description('Workspace with the log of the app.')
param workspaceId string

@description('Least severity of which the owners get mail; none for no mail.')
@allowed(['High', 'Medium', 'Low', 'none'])
param ownerMailSeverity string

@description('Addresses of those who run the app; the owners of the subscription where there are none.')
param operatorAddresses string[]

var mailedSeverities = {
  High: ['High']
  Medium: ['High', 'Medium']
  Low: ['High', 'Medium', 'Low']
  none: []
}
var ownerReceivers = [{ name: 'owners', roleId: ownerRole, useCommonAlertSchema: true }]

// Reaches whoever has the role, without reading who that is.
resource owners 'Microsoft.Insights/actionGroups@2023-01-01' = if (ownerMailSeverity != 'none') {
  name: '${name}-owners'
  location: 'global'
  tags: tags
  properties: { groupShortName: 'warden', enabled: true, armRoleReceivers: ownerReceivers }
}

resource operators 'Microsoft.Insights/actionGroups@2023-01-01' = {
  name: '${name}-operators'
  location: 'global'
  tags: tags
  properties: {
    groupShortName: 'warden-ops'
    enabled: true
    armRoleReceivers: empty(operatorAddresses) ? ownerReceivers : []
    emailReceivers: map(operatorAddresses, address => {
      name: address
      emailAddress: address
      useCommonAlertSchema: true
    })
  }
}

module newAlerts 'logAlert.bicep' = if (ownerMailSeverity != 'none') {
  name: 'alert-new'
  params: {
    name: '${name}-new-alert'
    location: location
    tags: tags
    workspaceId: workspaceId
    actionGroupId: owners.id
    title: 'Cosmos Warden: new alert'
    description: 'Cosmos Warden has raised an alert. GET /api/alerts/{id} of the app has all of it.'
    severity: 1
    query: replace(
      loadTextContent('../queries/newAlerts.kql'),
      'SEVERITIES',
      'dynamic(${string(mailedSeverities[ownerMailSeverity])})'
    )
    dimensions: ['Severity', 'Title', 'AlertType', 'Account', 'Id', 'Sample']
    window: 'PT5M'
    frequency: 'PT5M'
    queryRange: 'P1D'
    resolves: false
  }
}

var healthRules = [
  {
    name: 'stopped'
    title: 'the app does not run'
    description: 'Its timer of each minute has not run for 15 minutes.'
    severity: 1
    query: loadTextContent('../queries/sweeps.kql')
    operator: 'LessThan'
    threshold: 1
    window: 'PT15M'
    frequency: 'PT15M'
  }
  {
    name: 'silence'
    title: 'no logs come'
    description: 'No batch has come from any hub for two hours: look at the diagnostic settings of the accounts, and at the namespaces.'
    severity: 1
    query: loadTextContent('../queries/batches.kql')
    operator: 'LessThan'
    threshold: 1
    window: 'PT2H'
    frequency: 'PT1H'
  }
  {
    name: 'lag'
    title: 'logs are judged late'
    description: 'A batch was judged more than half an hour after its hub had it.'
    severity: 2
    query: loadTextContent('../queries/lag.kql')
    measure: 'LagSeconds'
    threshold: 1800
    window: 'PT15M'
    frequency: 'PT15M'
  }
  {
    name: 'failures'
    title: 'functions fail'
    description: 'More than ten runs have failed within 15 minutes. Batches come again until they succeed.'
    severity: 2
    query: loadTextContent('../queries/failures.kql')
    threshold: 10
    window: 'PT15M'
    frequency: 'PT15M'
  }
  {
    name: 'dead-letters'
    title: 'records cannot be read'
    description: 'More than 20 records within five minutes went to the container deadLetters, which has the reasons.'
    severity: 3
    query: loadTextContent('../queries/deadLetters.kql')
    measure: 'DeadLetters'
    threshold: 20
    window: 'PT1H'
    frequency: 'PT1H'
  }
  {
    name: 'detector-errors'
    title: 'a detector fails'
    description: 'GET /api/health names it.'
    severity: 2
    query: loadTextContent('../queries/detectorErrors.kql')
    threshold: 0
    window: 'PT1H'
    frequency: 'PT1H'
  }
  {
    name: 'given-up'
    title: 'an alert could not be delivered'
    description: 'A receiver has not taken it for 24 hours. POST /api/alerts/{id}/deliver sends it again.'
    severity: 1
    query: loadTextContent('../queries/deliveryGivenUp.kql')
    threshold: 0
    window: 'PT15M'
    frequency: 'PT15M'
  }
]

module health 'logAlert.bicep' = [
  for rule in healthRules: {
    name: 'alert-${rule.name}'
    params: {
      name: '${name}-${rule.name}'
      location: location
      tags: tags
      workspaceId: workspaceId
      actionGroupId: operators.id
      title: 'Cosmos Warden: ${rule.title}'
      description: rule.description
      severity: rule.severity
      query: rule.query
      measure: rule.?measure ?? ''
      operator: rule.?operator ?? 'GreaterThan'
      threshold: rule.threshold
      window: rule.window
      frequency: rule.frequency
    }
  }
]
