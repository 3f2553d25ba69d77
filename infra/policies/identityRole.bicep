// What the identity of a policy may do where it is assigned: make diagnostic settings, by deployments
// as policies do it. The right to read the key of the namespaces' rule is a role of its own.
@export()
var identityActions = [
  'Microsoft.DocumentDB/databaseAccounts/read'
  'Microsoft.Insights/diagnosticSettings/read'
  'Microsoft.Insights/diagnosticSettings/write'
  'Microsoft.Resources/deployments/read'
  'Microsoft.Resources/deployments/write'
  'Microsoft.Resources/deployments/validate/action'
  'Microsoft.Resources/deployments/operationstatuses/read'
  'Microsoft.Resources/subscriptions/resourceGroups/read'
]
