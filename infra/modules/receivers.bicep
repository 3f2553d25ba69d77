// What alerts are sent to, beside those that others run: a topic, a table in Log Analytics with Sentinel,
// and mail. Its output is the list of sinks that the app is set to.
param name string
param location string
param tags object

@description('Identity of the app.')
param principalId string

@description('True where only private endpoints may publish to the topic.')
param isPrivate bool

param eventGridTopic bool
param eventSubscribers string[]
param storageName string
param deadLetterContainer string

@description('Host name of the namespace with the hub `alerts`; empty for no such hub.')
param alertsHubHost string
param alertsHubFormat string

@description('Resource id of the workspace that gets the table of alerts; empty for none.')
param alertWorkspaceId string
param alertWorkspaceLocation string
param sentinel bool

param mailRecipients string[]
param mailDataGeography string

@description('Sinks that somebody else runs.')
param furtherSinks object[]

module topic 'eventGrid.bicep' = if (eventGridTopic) {
  name: 'topic'
  params: {
    name: name
    location: location
    tags: tags
    principalId: principalId
    storageName: storageName
    deadLetterContainer: deadLetterContainer
    subscribers: eventSubscribers
    isPrivate: isPrivate
  }
}

module mail 'mail.bicep' = if (!empty(mailRecipients)) {
  name: 'mail'
  params: { name: name, tags: tags, dataLocation: mailDataGeography, principalId: principalId }
}

// The parts of /subscriptions/ID/resourceGroups/GROUP/providers/.../NAME; with no workspace those of a
// place that is there, since Azure looks at them even then.
var workspace = split(alertWorkspaceId == '' ? resourceGroup().id : alertWorkspaceId, '/')

module alertTable 'alertTable.bicep' = if (alertWorkspaceId != '') {
  scope: resourceGroup(workspace[2], workspace[4])
  name: 'cosmos-warden-table'
  params: {
    workspaceName: last(workspace)
    location: alertWorkspaceLocation
    tags: tags
    ruleName: name
    principalId: principalId
  }
}

module incidents 'sentinel.bicep' = if (alertWorkspaceId != '' && sentinel) {
  scope: resourceGroup(workspace[2], workspace[4])
  name: 'cosmos-warden-sentinel'
  params: { workspaceName: last(workspace), location: alertWorkspaceLocation, tags: tags }
  dependsOn: [alertTable]
}

output sinks object[] = concat(
  eventGridTopic ? [{ type: 'eventGrid', endpoint: topic!.outputs.endpoint }] : [],
  alertsHubHost == ''
    ? []
    : [
        {
          type: 'eventHub'
          namespace: alertsHubHost
          eventHub: 'alerts'
          format: alertsHubFormat
        }
      ],
  alertWorkspaceId == ''
    ? []
    : [
        {
          type: 'logAnalytics'
          endpoint: alertTable!.outputs.ingestionEndpoint
          ruleId: alertTable!.outputs.ruleId
          stream: alertTable!.outputs.stream
        }
      ],
  empty(mailRecipients)
    ? []
    : [
        {
          type: 'azureEmail'
          endpoint: mail!.outputs.endpoint
          from: mail!.outputs.sender
          to: mailRecipients
        }
      ],
  furtherSinks
)

@description('For a private endpoint; null without a topic.')
output topic { id: string, endpoint: string }? = eventGridTopic
  ? { id: topic!.outputs.id, endpoint: topic!.outputs.endpoint }
  : null
