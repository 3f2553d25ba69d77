// Sends the logs of one account to Cosmos Warden: exactly the categories that its API needs.
// It makes a diagnostic setting and nothing else: no template of ours declares a watched account, since
// whatever a declaration leaves out, Azure resets.
import { accountApi, accountCategories, accountHub, diagnosticSettingName } from 'shared/categories.bicep'

@description('Name of the account, in the resource group of this deployment.')
param accountName string

param api accountApi = 'nosql'

@description('Rule of the namespace in the region of the account: the output `regions` of main.bicep.')
param monitorRuleId string

resource account 'Microsoft.DocumentDB/databaseAccounts@2025-04-15' existing = {
  name: accountName
}

resource logs 'Microsoft.Insights/diagnosticSettings@2021-05-01-preview' = {
  scope: account
  name: diagnosticSettingName
  properties: {
    eventHubAuthorizationRuleId: monitorRuleId
    eventHubName: accountHub
    logs: map(accountCategories[api], category => { category: category, enabled: true })
  }
}

@description('Turns full-text queries on: query analysis needs it. It costs money and logs values: docs/deployment.md.')
output fullTextQueryCommand string = 'az rest --method patch --url "${account.id}?api-version=2021-05-01-preview" --body \'{"properties": {"diagnosticLogSettings": {"enableFullTextQuery": "True"}}}\''
