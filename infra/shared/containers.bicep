// The containers of the alerts' database. Partition keys and times to live are those of
// lib/storage/documents.ts; the indexed paths are those that the queries in lib/ ask for, since every
// further one makes each write dearer. Azure always indexes `id` and `_ts`.

// Seconds.
var day = 86400

// Those without timeToLive keep documents for ever; -1 those without a `ttl` of their own.
@export()
var containers = [
  {
    name: 'alerts'
    partitionKey: '/accountId'
    timeToLive: 90 * day
    indexedPaths: [
      '/accountId/?'
      '/alertType/?'
      '/api/?'
      '/delivery/*'
      '/deliveryDueAt/?'
      '/endTimeUtc/?'
      '/internal/endTime/?'
      '/internal/order/?'
      '/internal/search/?'
      '/internal/startTime/?'
      '/severity/?'
      '/startTimeUtc/?'
      '/status/?'
      '/suppressedBy/?'
    ]
  }
  {
    name: 'activity'
    partitionKey: '/accountId'
    timeToLive: 45 * day
    indexedPaths: ['/accountId/?', '/hour/?']
  }
  {
    name: 'baselines'
    partitionKey: '/accountId'
    timeToLive: -1
    indexedPaths: ['/accountId/?', '/kind/?']
  }
  { name: 'deadLetters', partitionKey: '/day', timeToLive: 14 * day, indexedPaths: [] }
  { name: 'intel', partitionKey: '/feed', timeToLive: -1, indexedPaths: [] }
  { name: 'leases', partitionKey: '/id', indexedPaths: ['/kind/?'] }
  { name: 'suppressions', partitionKey: '/scope', indexedPaths: ['/scope/?'] }
]

// Containers in which documents may be deleted: the trigger's leases, and rules that people take back.
@export()
var containersWithDelete = ['leases', 'suppressions']
