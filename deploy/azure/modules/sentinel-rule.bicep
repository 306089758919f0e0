// Turns rows into incidents within minutes. A near-real-time rule sees the rows that arrived in the last minute.
param workspaceName string
param tableName string
param enabled bool
@description('Lets clearings join the incidents; sentinel-close.bicep then closes them.')
param withClearings bool

var told = withClearings ? 'Status in ("active", "cleared")' : 'Status == "active"'

// One row is one delivery; of those that arrive together the newest counts. Suppressed alerts stay in the table only.
// Evidence is left out, since an alert holds little: the incident names AlertId to look it up by.
// Beyond 29 rows Sentinel makes one alert of several. A clearing is never among them: it would close what is active.
var query = '''
TABLE
| summarize arg_max(DecidedAt, *) by AlertId
| where isempty(SuppressedBy) and (TOLD)
| sort by Status asc
| extend Row = row_number()
| where Status == "active" or Row < 30
| extend SentinelSeverity = iff(Status == "cleared", "Informational", SentinelSeverity)
| extend Account = case(EntityType == "user", EntityId, "")
| extend OtherAccount = case(SubjectType == "user", SubjectId, "")
| extend Address = case(EntityType == "ip", EntityId, SubjectType == "ip", SubjectId, tostring(Evidence[0].ip))
| extend Application = case(EntityType in ("application", "service_principal"), coalesce(EntityName, EntityId), "")
| extend Techniques = tostring(Mitre)
| extend RemediationSteps = tostring(Triage)
| project TimeGenerated, AlertId, Status, DetectionId, AlertTitle, Severity, SentinelSeverity, EntraTenantId, EntityType, EntityId,
    EntityName, SubjectType, SubjectId, SubjectName, FirstEventTime, LastEventTime, Reason, EvidenceCount, Revision, Mitre,
    PolicyEntries, Contains, Triage, Late, Techniques, RemediationSteps, Account, OtherAccount, Address, Application
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
    // The tag keeps the Defender portal from regrouping the alerts; it must come first.
    description: '#DONT_CORR# Opens an incident for each active alert of entra-cep. Later deliveries of one alert join its incident.'
    enabled: enabled
    severity: 'Medium'
    query: replace(replace(query, 'TABLE', tableName), 'TOLD', told)
    suppressionEnabled: false
    suppressionDuration: 'PT5H'
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
        // What is active again opens a new incident. In the old one its clearing would close it again.
        reopenClosedIncident: false
      }
    }
    alertDetailsOverride: {
      alertDisplayNameFormat: '{{AlertTitle}}'
      alertDescriptionFormat: '{{Reason}}'
      alertSeverityColumnName: 'SentinelSeverity'
      // Both columns are texts that hold a JSON list, as the properties ask for.
      alertDynamicProperties: [
        { alertProperty: 'Techniques', value: 'Techniques' }
        { alertProperty: 'RemediationSteps', value: 'RemediationSteps' }
      ]
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
      Status: 'Status'
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
