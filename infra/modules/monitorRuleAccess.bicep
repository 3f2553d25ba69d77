// Lets the identity of a policy name the rule of a namespace in diagnostic settings, for which Azure
// asks for the right to list its keys.
@description('Resource id of the rule, .../namespaces/NAMESPACE/authorizationRules/RULE.')
param monitorRuleId string

@description('Identities of the policies.')
param principalIds string[]

var parts = split(monitorRuleId, '/')

resource namespace 'Microsoft.EventHub/namespaces@2024-01-01' existing = {
  name: parts[8]

  resource monitorRule 'authorizationRules' existing = { name: parts[10] }
}

resource listKeys 'Microsoft.Authorization/roleDefinitions@2022-04-01' = {
  name: guid(namespace::monitorRule.id, 'use')
  properties: {
    roleName: 'Cosmos Warden: use the rule for Azure Monitor (${namespace.name})'
    description: 'Name the rule in diagnostic settings.'
    type: 'customRole'
    assignableScopes: [resourceGroup().id]
    permissions: [
      {
        actions: [
          'Microsoft.EventHub/namespaces/authorizationRules/read'
          'Microsoft.EventHub/namespaces/authorizationRules/listKeys/action'
        ]
      }
    ]
  }
}

resource mayListKeys 'Microsoft.Authorization/roleAssignments@2022-04-01' = [
  for principalId in principalIds: {
    name: guid(namespace::monitorRule.id, principalId, listKeys.id)
    scope: namespace::monitorRule
    properties: {
      principalId: principalId
      principalType: 'ServicePrincipal'
      roleDefinitionId: listKeys.id
    }
  }
]
