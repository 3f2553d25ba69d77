using 'main.bicep'

// Everything has a default; these are what most people change. main.bicep describes them all.
// azd sets the first two.
param location = readEnvironmentVariable('AZURE_LOCATION', 'westeurope')
param resourceGroupName = readEnvironmentVariable('AZURE_RESOURCE_GROUP', 'cosmos-warden')

// azd finds what it has deployed by this tag.
param tags = { 'azd-env-name': readEnvironmentVariable('AZURE_ENV_NAME', 'cosmos-warden') }

// The regions of the accounts that are to be watched.
param watchedRegions = split(readEnvironmentVariable('WARDEN_REGIONS', 'westeurope'), ',')

// Who gets mail about the app itself; the owners of the subscription where nobody is named.
param operatorAddresses = []
