// The network, and private endpoints for everything that the app reads and writes.
param name string
param location string
param tags object
param addressPrefix string
param isFlex bool

@description('Resources and the addresses of the services in them.')
param storage endpoint
param database endpoint
param topic endpoint?

@description('Namespaces of the regions, which share a zone.')
param namespaces { id: string, hostName: string, location: string }[]

type endpoint = { id: string, endpoint: string }

var targets = concat(
  [
    {
      name: 'storage'
      id: storage.id
      group: 'blob'
      hostName: split(storage.endpoint, '/')[2]
      resourceLabels: 1
    }
    {
      name: 'database'
      id: database.id
      group: 'Sql'
      hostName: split(split(database.endpoint, '/')[2], ':')[0]
      resourceLabels: 1
    }
  ],
  topic == null
    ? []
    : [
        {
          name: 'topic'
          id: topic!.id
          group: 'topic'
          // The region stands between the name and the service.
          hostName: split(topic!.endpoint, '/')[2]
          resourceLabels: 2
        }
      ]
)

module network 'network.bicep' = {
  name: 'network'
  params: { name: name, location: location, tags: tags, addressPrefix: addressPrefix, isFlex: isFlex }
}

module zones 'privateZone.bicep' = [
  for target in targets: {
    name: 'zone-${target.name}'
    params: {
      hostName: target.hostName
      resourceLabels: target.resourceLabels
      networkId: network.outputs.id
      tags: tags
    }
  }
]

module endpoints 'privateEndpoint.bicep' = [
  for (target, at) in targets: {
    name: 'endpoint-${target.name}'
    params: {
      name: '${name}-${target.name}'
      location: location
      tags: tags
      resourceId: target.id
      group: target.group
      subnetId: network.outputs.endpointsSubnetId
      zoneId: zones[at].outputs.id
    }
  }
]

module hubsZone 'privateZone.bicep' = {
  name: 'zone-hubs'
  params: { hostName: namespaces[0].hostName, networkId: network.outputs.id, tags: tags }
}

module hubEndpoints 'privateEndpoint.bicep' = [
  for namespace in namespaces: {
    name: 'endpoint-hubs-${namespace.location}'
    params: {
      name: '${name}-hubs-${namespace.location}'
      location: location
      tags: tags
      resourceId: namespace.id
      group: 'namespace'
      subnetId: network.outputs.endpointsSubnetId
      zoneId: hubsZone.outputs.id
    }
  }
]

output appSubnetId string = network.outputs.appSubnetId
