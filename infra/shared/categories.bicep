// The log categories that are needed of an account, by its API: no more, for each one costs money.
// Microsoft advises against DataPlaneRequests beside the category of the API.
@export()
var accountCategories = {
  nosql: ['DataPlaneRequests', 'QueryRuntimeStatistics', 'ControlPlaneRequests']
  mongodb: ['MongoRequests', 'ControlPlaneRequests']
  cassandra: ['CassandraRequests', 'ControlPlaneRequests']
  gremlin: ['GremlinRequests', 'ControlPlaneRequests']
  table: ['TableApiRequests', 'ControlPlaneRequests']
}

// Of the Activity Log: who did what to the accounts, such as listing their keys.
@export()
var activityLogCategories = ['Administrative']

@export()
type accountApi = 'nosql' | 'mongodb' | 'cassandra' | 'gremlin' | 'table'

// Name of the settings that this folder makes.
@export()
var diagnosticSettingName = 'cosmos-warden'

@export()
var accountHub = 'cosmos-diagnostics'

@export()
var activityLogHub = 'activity-log'
