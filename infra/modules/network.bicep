// A virtual network with a subnet for the app's outbound traffic and one for private endpoints.
param name string
param location string
param tags object

@description('Address range of the network, /24 or larger.')
param addressPrefix string

@description('True for a Flex Consumption plan, whose instances join the network in another way.')
param isFlex bool

var ranges = [cidrSubnet(addressPrefix, 25, 0), cidrSubnet(addressPrefix, 26, 2)]

resource network 'Microsoft.Network/virtualNetworks@2024-07-01' = {
  name: name
  location: location
  tags: tags
  properties: {
    addressSpace: { addressPrefixes: [addressPrefix] }
    subnets: [
      {
        name: 'app'
        properties: {
          addressPrefix: ranges[0]
          delegations: [
            {
              name: 'functions'
              properties: { serviceName: isFlex ? 'Microsoft.App/environments' : 'Microsoft.Web/serverFarms' }
            }
          ]
        }
      }
      {
        name: 'endpoints'
        properties: { addressPrefix: ranges[1], privateEndpointNetworkPolicies: 'Disabled' }
      }
    ]
  }

  resource app 'subnets' existing = { name: 'app' }
  resource endpoints 'subnets' existing = { name: 'endpoints' }
}

output id string = network.id
output appSubnetId string = network::app.id
output endpointsSubnetId string = network::endpoints.id
