// Azure Communication Services with a domain of Azure's, for mail about alerts.
param name string
param tags object

@description('Where Communication Services keep their data, such as Europe or United States.')
param dataLocation string

@description('Identity of the app.')
param principalId string

resource emailService 'Microsoft.Communication/emailServices@2025-05-01' = {
  name: '${name}-mail'
  location: 'global'
  tags: tags
  properties: { dataLocation: dataLocation }

  resource domain 'domains' = {
    name: 'AzureManagedDomain'
    location: 'global'
    tags: tags
    properties: { domainManagement: 'AzureManaged', userEngagementTracking: 'Disabled' }
  }
}

resource service 'Microsoft.Communication/communicationServices@2025-05-01' = {
  name: name
  location: 'global'
  tags: tags
  properties: {
    dataLocation: dataLocation
    disableLocalAuth: true
    linkedDomains: [emailService::domain.id]
  }
}

// The built-in role may also delete the service and list its keys. These are what sending asks for.
resource sendMail 'Microsoft.Authorization/roleDefinitions@2022-04-01' = {
  name: guid(service.id, 'send mail')
  properties: {
    roleName: 'Cosmos Warden: send mail (${name})'
    description: 'Send mail by the Communication Services of Cosmos Warden.'
    type: 'customRole'
    assignableScopes: [resourceGroup().id]
    permissions: [
      {
        actions: [
          'Microsoft.Communication/CommunicationServices/read'
          'Microsoft.Communication/CommunicationServices/write'
          'Microsoft.Communication/EmailServices/write'
        ]
      }
    ]
  }
}

resource maySendMail 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  name: guid(service.id, principalId, sendMail.id)
  scope: service
  properties: {
    principalId: principalId
    principalType: 'ServicePrincipal'
    roleDefinitionId: sendMail.id
  }
}

output endpoint string = 'https://${service.properties.hostName}'
output sender string = 'DoNotReply@${emailService::domain.properties.fromSenderDomain}'
