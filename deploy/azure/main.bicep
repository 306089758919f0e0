// Everything of Azure that the job needs, but the tenant's own logs (entra-logs.bicep) and the cluster it runs on.
targetScope = 'subscription'

param location string

@description('Resource group for what is created here; it must exist.')
param resourceGroupName string

@description('Log Analytics workspace with Microsoft Sentinel; it must exist.')
param workspaceName string

@description('Resource group of the workspace.')
param workspaceResourceGroupName string

@description('Region of the workspace; the rule that takes rows must lie there.')
param workspaceLocation string = location

@description('Name of the Event Hubs namespace, unique in the world.')
@minLength(6)
@maxLength(50)
param eventHubNamespace string

param logHub string = 'insights-logs'
param deadLetterHub string = 'entra-cep-dead-letters'
param alertDeadLetterHub string = 'entra-cep-alert-dead-letters'
param partitions int = 8
param retentionHours int = 168
param throughputUnits int = 1
param maximumThroughputUnits int = 10

@description('Storage account for checkpoints and savepoints, unique in the world.')
param storageAccountName string

param stateContainer string = 'entra-cep'

@description('az aks show --query oidcIssuerProfile.issuerUrl')
param oidcIssuerUrl string

param kubernetesNamespace string = 'entra-cep'
param serviceAccount string = 'entra-cep'
param identityName string = 'entra-cep'
param tableName string = 'EntraCepAlerts_CL'
param streamName string = 'EntraCepAlerts'
param ruleName string = 'entra-cep-alerts'

@description('How long alerts stay in the table. They hold personal data.')
param retentionDays int = 90

param withEndpoint bool = false

@description('Opens incidents. Turn it off while you tune.')
param incidentsEnabled bool = true

@description('Closes incidents of alerts that were cleared, unless an analyst has taken them.')
param closeIncidents bool = true

@description('Also sends the activity log of this subscription.')
param withActivityLog bool = true

@description('Addresses and networks (CIDR) that may reach the hub and the state; empty: all. Logins are asked for anyway.')
param allowedAddresses array = []

@description('Subnet for private endpoints of the hub and the state; empty: none.')
param endpointSubnetId string = ''

@description('Zone privatelink.servicebus.windows.net; empty where your network resolves names in another way.')
param hubZoneId string = ''

@description('Zone privatelink.dfs.core.windows.net; the same.')
param stateZoneId string = ''

@description('Storage account that keeps every message for replays; empty: none. It must exist.')
param captureStorageId string = ''

param captureContainer string = 'captures'
param savepointDays int = 30
param savepointFolders array = ['production/savepoints', 'dev/savepoints']

@description('Key vaults in the resource group whose log goes to the hub.')
param keyVaults array = []

module identity 'modules/identity.bicep' = {
  scope: resourceGroup(resourceGroupName)
  name: 'entra-cep-identity'
  params: {
    name: identityName
    location: location
    oidcIssuerUrl: oidcIssuerUrl
    kubernetesNamespace: kubernetesNamespace
    serviceAccount: serviceAccount
  }
}

module eventHubs 'modules/event-hubs.bicep' = {
  scope: resourceGroup(resourceGroupName)
  name: 'entra-cep-event-hubs'
  params: {
    namespaceName: eventHubNamespace
    location: location
    logHub: logHub
    deadLetterHubs: [deadLetterHub, alertDeadLetterHub]
    partitions: partitions
    retentionHours: retentionHours
    throughputUnits: throughputUnits
    maximumThroughputUnits: maximumThroughputUnits
    jobPrincipalId: identity.outputs.principalId
    allowedAddresses: allowedAddresses
    captureStorageId: captureStorageId
    captureContainer: captureContainer
  }
}

module hubEndpoint 'modules/private-endpoint.bicep' = if (!empty(endpointSubnetId)) {
  scope: resourceGroup(resourceGroupName)
  name: 'entra-cep-hub-endpoint'
  params: {
    resourceId: eventHubs.outputs.namespaceId
    groupId: 'namespace'
    name: '${eventHubNamespace}-endpoint'
    location: location
    subnetId: endpointSubnetId
    zoneId: hubZoneId
  }
}

module stateEndpoint 'modules/private-endpoint.bicep' = if (!empty(endpointSubnetId)) {
  scope: resourceGroup(resourceGroupName)
  name: 'entra-cep-state-endpoint'
  params: {
    resourceId: state.outputs.accountId
    groupId: 'dfs'
    name: '${storageAccountName}-endpoint'
    location: location
    subnetId: endpointSubnetId
    zoneId: stateZoneId
  }
}

module vaultLogs 'modules/key-vault-log.bicep' = if (!empty(keyVaults)) {
  scope: resourceGroup(resourceGroupName)
  name: 'entra-cep-vault-logs'
  params: {
    vaultNames: keyVaults
    settingName: 'entra-cep'
    sendRuleId: eventHubs.outputs.sendRuleId
    logHub: logHub
  }
}

module state 'modules/state-storage.bicep' = {
  scope: resourceGroup(resourceGroupName)
  name: 'entra-cep-state'
  params: {
    accountName: storageAccountName
    location: location
    containerName: stateContainer
    statePrincipalId: identity.outputs.statePrincipalId
    savepointDays: savepointDays
    savepointFolders: savepointFolders
    allowedAddresses: allowedAddresses
  }
}

module table 'modules/sentinel-table.bicep' = {
  scope: resourceGroup(workspaceResourceGroupName)
  name: 'entra-cep-table'
  params: {
    workspaceName: workspaceName
    location: workspaceLocation
    tableName: tableName
    streamName: streamName
    ruleName: ruleName
    retentionDays: retentionDays
    withEndpoint: withEndpoint
    jobPrincipalId: identity.outputs.principalId
  }
}

module incidents 'modules/sentinel-rule.bicep' = {
  scope: resourceGroup(workspaceResourceGroupName)
  name: 'entra-cep-incidents'
  // The query is checked against the table.
  dependsOn: [table]
  params: {
    workspaceName: workspaceName
    tableName: tableName
    enabled: incidentsEnabled
    withClearings: closeIncidents
  }
}

module closing 'modules/sentinel-close.bicep' = if (closeIncidents) {
  scope: resourceGroup(workspaceResourceGroupName)
  name: 'entra-cep-closing'
  params: {
    workspaceName: workspaceName
    tableName: tableName
    ruleId: incidents.outputs.ruleId
    enabled: incidentsEnabled
  }
}

module activityLog 'modules/activity-log.bicep' = if (withActivityLog) {
  name: 'entra-cep-activity-log'
  params: {
    settingName: 'entra-cep'
    sendRuleId: eventHubs.outputs.sendRuleId
    logHub: logHub
  }
}

// For run.yaml
output bootstrapServer string = eventHubs.outputs.bootstrapServer
output ingestionEndpoint string = table.outputs.ingestionEndpoint
output ruleImmutableId string = table.outputs.ruleImmutableId
output streamName string = table.outputs.streamName
// For the Kubernetes overlay
output clientId string = identity.outputs.clientId
output stateClientId string = identity.outputs.stateClientId
output stateIdentityId string = identity.outputs.stateId
output stateUri string = state.outputs.stateUri
// Needs Storage Blob Data Contributor on the container of the captures
output hubPrincipalId string = eventHubs.outputs.namespacePrincipalId
// For entra-logs.bicep
output sendRuleId string = eventHubs.outputs.sendRuleId
output logHub string = logHub
