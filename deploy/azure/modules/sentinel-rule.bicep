// Turns rows into incidents within minutes. A near-real-time rule sees the rows that arrived in the last minute.
param workspaceName string
param tableName string
param enabled bool

// One row is one delivery; of those that arrive together the newest counts. Suppressed alerts stay in the table only.
// Evidence is left out, since an alert holds little: the incident names AlertId to look it up by.
var query = '''
TABLE
| summarize arg_max(DecidedAt, *) by AlertId
| where Status == "active" and isempty(SuppressedBy)
| extend Account = case(EntityType == "user", EntityId, "")
| extend OtherAccount = case(SubjectType == "user", SubjectId, "")
| extend Address = case(EntityType == "ip", EntityId, SubjectType == "ip", SubjectId, tostring(Evidence[0].ip))
| extend Application = case(EntityType in ("application", "service_principal"), coalesce(EntityName, EntityId), "")
| project TimeGenerated, AlertId, DetectionId, AlertTitle, Severity, SentinelSeverity, EntraTenantId, EntityType, EntityId,
    EntityName, SubjectType, SubjectId, SubjectName, FirstEventTime, LastEventTime, Reason, EvidenceCount, Revision, Mitre,
    PolicyEntries, Contains, Triage, Late, Account, OtherAccount, Address, Application
'''

resource workspace 'Microsoft.OperationalInsights/workspaces@2022-10-01' existing = {
  name: workspaceName
}

resource incidents 'Microsoft.SecurityInsights/alertRules@2025-01-01-preview' = {
  scope: workspace
  name: guid(workspace.id, tableName, 'entra-cep-incidents')
  kind: 'NRT'
  properties: {
    displayName: 'entra-cep'
    description: 'Opens an incident for each active alert of entra-cep. Later deliveries of one alert join its incident.'
    enabled: enabled
    severity: 'Medium'
    query: replace(query, 'TABLE', tableName)
    suppressionEnabled: false
    suppressionDuration: 'PT5H'
    // Beyond 29 rows in a minute Sentinel puts the rest into one alert.
    eventGroupingSettings: {
      aggregationKind: 'AlertPerResult'
    }
    incidentConfiguration: {
      createIncident: true
      groupingConfiguration: {
        enabled: true
        matchingMethod: 'Selected'
        groupByCustomDetails: ['AlertId']
        groupByEntities: []
        groupByAlertDetails: []
        lookbackDuration: 'P7D'
        reopenClosedIncident: false
      }
    }
    alertDetailsOverride: {
      alertDisplayNameFormat: '{{AlertTitle}}'
      alertDescriptionFormat: '{{Reason}}'
      alertSeverityColumnName: 'SentinelSeverity'
    }
    entityMappings: [
      {
        entityType: 'Account'
        fieldMappings: [{ identifier: 'AadUserId', columnName: 'Account' }]
      }
      {
        entityType: 'Account'
        fieldMappings: [{ identifier: 'AadUserId', columnName: 'OtherAccount' }]
      }
      {
        entityType: 'IP'
        fieldMappings: [{ identifier: 'Address', columnName: 'Address' }]
      }
      {
        entityType: 'CloudApplication'
        fieldMappings: [{ identifier: 'Name', columnName: 'Application' }]
      }
    ]
    customDetails: {
      AlertId: 'AlertId'
      Detection: 'DetectionId'
      Severity: 'Severity'
      Tenant: 'EntraTenantId'
      EntityType: 'EntityType'
      EntityId: 'EntityId'
      EntityName: 'EntityName'
      SubjectId: 'SubjectId'
      SubjectName: 'SubjectName'
      FirstEvent: 'FirstEventTime'
      LastEvent: 'LastEventTime'
      EvidenceCount: 'EvidenceCount'
      Revision: 'Revision'
      Attack: 'Mitre'
      Policy: 'PolicyEntries'
      Contains: 'Contains'
      Triage: 'Triage'
    }
  }
}

output ruleId string = incidents.id
