// One alert rule over the app's own log.
param name string
param location string
param tags object
param workspaceId string
param actionGroupId string

param title string
param description string

@description('0 (critical) to 4 (verbose).')
param severity int

@description('KQL; the rule fires where its rows are more than the threshold.')
param query string

@description('Column whose largest value counts, in place of the rows; empty for the rows.')
param measure string = ''

@allowed(['GreaterThan', 'LessThan'])
param operator string = 'GreaterThan'
param threshold int = 0

@description('What is looked at each time, and how often, such as PT15M.')
param window string
param frequency string

@description('How far back the query itself looks where that is more than the window; empty for the window.')
param queryRange string = ''

@description('Columns by whose values alerts are told apart, and which their mail shows.')
param dimensions string[] = []

@description('True where the alert ends by itself once its cause has gone.')
param resolves bool = true

resource rule 'Microsoft.Insights/scheduledQueryRules@2023-12-01' = {
  name: name
  location: location
  tags: tags
  kind: 'LogAlert'
  properties: {
    displayName: title
    description: description
    severity: severity
    enabled: true
    autoMitigate: resolves
    scopes: [workspaceId]
    // The tables of the log come with its first lines.
    skipQueryValidation: true
    windowSize: window
    evaluationFrequency: frequency
    overrideQueryTimeRange: queryRange == '' ? null : queryRange
    criteria: {
      allOf: [
        {
          query: query
          timeAggregation: measure == '' ? 'Count' : 'Maximum'
          metricMeasureColumn: measure == '' ? null : measure
          dimensions: map(dimensions, column => { name: column, operator: 'Include', values: ['*'] })
          operator: operator
          threshold: threshold
          failingPeriods: { numberOfEvaluationPeriods: 1, minFailingPeriodsToAlert: 1 }
        }
      ]
    }
    actions: { actionGroups: [actionGroupId] }
  }
}
