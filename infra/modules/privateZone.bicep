// The private DNS zone of a service, linked to the network.
@description('Host name of some resource of the service; the zone is named by what it ends with in this cloud.')
param hostName string

@description('Labels at the beginning of the host name that are not part of the zone.')
param resourceLabels int = 1

param networkId string
param tags object

resource zone 'Microsoft.Network/privateDnsZones@2024-06-01' = {
  name: 'privatelink.${join(skip(split(hostName, '.'), resourceLabels), '.')}'
  location: 'global'
  tags: tags

  resource link 'virtualNetworkLinks' = {
    name: 'warden'
    location: 'global'
    tags: tags
    properties: { registrationEnabled: false, virtualNetwork: { id: networkId } }
  }
}

output id string = zone.id
