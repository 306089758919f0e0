// The table of alerts, the rule that takes rows for it, and who may send them.
// docs/sentinel.md tells what each column means.
param workspaceName string
param location string
param tableName string
@description('Name of the stream without Custom-.')
param streamName string
param ruleName string
@minValue(30)
@maxValue(730)
param retentionDays int
@description('Only for sending through a private link: an endpoint of its own. Otherwise the rule has one itself.')
param withEndpoint bool
param jobPrincipalId string

var monitoringMetricsPublisher = '3913510d-42f4-4e42-8a64-420c390055eb'
var stream = 'Custom-${streamName}'

// The columns that the job sends, in its order. A test compares them with the code.
var columns = [
  { name: 'TimeGenerated', type: 'datetime' }
  { name: 'AlertId', type: 'string' }
  { name: 'Status', type: 'string' }
  { name: 'DecidedAt', type: 'datetime' }
  { name: 'Revision', type: 'int' }
  { name: 'DetectionId', type: 'string' }
  { name: 'AlertTitle', type: 'string' }
  { name: 'Severity', type: 'string' }
  { name: 'SentinelSeverity', type: 'string' }
  { name: 'EntraTenantId', type: 'string' }
  { name: 'EntityType', type: 'string' }
  { name: 'EntityId', type: 'string' }
  { name: 'EntityName', type: 'string' }
  { name: 'SubjectType', type: 'string' }
  { name: 'SubjectId', type: 'string' }
  { name: 'SubjectName', type: 'string' }
  { name: 'FirstEventTime', type: 'datetime' }
  { name: 'LastEventTime', type: 'datetime' }
  { name: 'Reason', type: 'string' }
  { name: 'Evidence', type: 'dynamic' }
  { name: 'EvidenceCount', type: 'int' }
  { name: 'Affected', type: 'dynamic' }
  { name: 'AffectedCount', type: 'int' }
  { name: 'GuideRows', type: 'dynamic' }
  { name: 'Mitre', type: 'dynamic' }
  { name: 'PolicyEntries', type: 'dynamic' }
  { name: 'PolicyVersion', type: 'string' }
  { name: 'Contains', type: 'dynamic' }
  { name: 'Triage', type: 'dynamic' }
  { name: 'SuppressedBy', type: 'string' }
  { name: 'Late', type: 'boolean' }
  { name: 'Truncated', type: 'dynamic' }
]

resource workspace 'Microsoft.OperationalInsights/workspaces@2022-10-01' existing = {
  name: workspaceName
}

resource table 'Microsoft.OperationalInsights/workspaces/tables@2022-10-01' = {
  parent: workspace
  name: tableName
  properties: {
    plan: 'Analytics'
    retentionInDays: retentionDays
    totalRetentionInDays: retentionDays
    schema: {
      name: tableName
      // Tables and streams spell one type differently.
      columns: [
        for column in columns: {
          name: column.name
          type: column.type == 'datetime' ? 'dateTime' : column.type
        }
      ]
    }
  }
}

resource endpoint 'Microsoft.Insights/dataCollectionEndpoints@2023-03-11' = if (withEndpoint) {
  name: ruleName
  location: location
  properties: {
    networkAcls: {
      publicNetworkAccess: 'Disabled'
    }
  }
}

resource rule 'Microsoft.Insights/dataCollectionRules@2023-03-11' = {
  name: ruleName
  location: location
  kind: withEndpoint ? null : 'Direct'
  properties: {
    dataCollectionEndpointId: withEndpoint ? endpoint.id : null
    streamDeclarations: {
      '${stream}': {
        columns: columns
      }
    }
    destinations: {
      logAnalytics: [
        {
          name: 'sentinel'
          workspaceResourceId: workspace.id
        }
      ]
    }
    dataFlows: [
      {
        streams: [stream]
        destinations: ['sentinel']
        transformKql: 'source'
        outputStream: 'Custom-${table.name}'
      }
    ]
  }
}

resource maySend 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  scope: rule
  name: guid(rule.id, jobPrincipalId, monitoringMetricsPublisher)
  properties: {
    principalId: jobPrincipalId
    principalType: 'ServicePrincipal'
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', monitoringMetricsPublisher)
  }
}

output ingestionEndpoint string = withEndpoint ? endpoint!.properties.logsIngestion.endpoint : rule.properties.endpoints.logsIngestion
output ruleImmutableId string = rule.properties.immutableId
output streamName string = stream
