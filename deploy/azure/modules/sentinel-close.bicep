// Closes the incident of an alert that was cleared, and raises what was closed although it is active.
param workspaceName string
param tableName string
@description('The rule whose incidents are closed.')
param ruleId string
param enabled bool

// Tells our closings from those of people.
var comment = 'entra-cep: cleared, later records changed the picture.'

var ofTheRule = {
  conditionType: 'Property'
  conditionProperties: {
    propertyName: 'IncidentRelatedAnalyticRuleIds'
    operator: 'Contains'
    propertyValues: [ruleId]
  }
}
// What an analyst has taken stays with him, and what is closed keeps its classification.
var isNew = {
  conditionType: 'Property'
  conditionProperties: {
    propertyName: 'IncidentStatus'
    operator: 'Equals'
    propertyValues: ['New']
  }
}
var holdsAClearing = {
  conditionType: 'PropertyArray'
  conditionProperties: {
    arrayType: 'CustomDetails'
    arrayConditionType: 'AnyItem'
    itemConditions: [
      {
        conditionType: 'Property'
        conditionProperties: {
          propertyName: 'IncidentCustomDetailsKey'
          operator: 'Equals'
          propertyValues: ['Status']
        }
      }
      {
        conditionType: 'PropertyArray'
        conditionProperties: {
          arrayType: 'CustomDetailValues'
          arrayConditionType: 'AnyItem'
          itemConditions: [
            {
              conditionType: 'Property'
              conditionProperties: {
                propertyName: 'IncidentCustomDetailsValue'
                operator: 'Contains'
                propertyValues: ['cleared']
              }
            }
          ]
        }
      }
    ]
  }
}
// Otherwise an incident that somebody opens again would be closed at once.
var gotAnAlert = {
  conditionType: 'PropertyArrayChanged'
  conditionProperties: {
    arrayType: 'Alerts'
    changeType: 'Added'
  }
}

// The details of an incident are those of all its alerts: also of a clearing that no longer holds. Where an alert is active again
// before the incident is closed, it is closed wrongly. This finds it.
var query = '''
let told = SecurityAlert
    | summarize arg_max(TimeGenerated, ExtendedProperties) by SystemAlertId
    | extend AlertId = tostring(parse_json(tostring(parse_json(ExtendedProperties)["Custom Details"])).AlertId[0])
    | where isnotempty(AlertId)
    | project SystemAlertId, AlertId;
let lastIncident = SecurityIncident
    | summarize arg_max(LastModifiedTime, *) by IncidentNumber
    | project IncidentNumber, CreatedTime, IncidentStatus = Status, ClassificationComment, AlertIds
    | mv-expand SystemAlertId = AlertIds to typeof(string)
    | join kind=inner told on SystemAlertId
    | summarize arg_max(CreatedTime, IncidentNumber, IncidentStatus, ClassificationComment) by AlertId;
TABLE
| extend Arrived = ingestion_time()
| summarize arg_max(DecidedAt, *) by AlertId
| where Status == "active" and isempty(SuppressedBy) and Arrived < ago(30m)
| join kind=inner lastIncident on AlertId
| where IncidentStatus == "Closed" and ClassificationComment == "COMMENT"
| extend Account = case(EntityType == "user", EntityId, "")
| project TimeGenerated, AlertId, Status, DetectionId, AlertTitle, SentinelSeverity, Reason, IncidentNumber, Account
'''

resource workspace 'Microsoft.OperationalInsights/workspaces@2022-10-01' existing = {
  name: workspaceName
}

// Created too: a clearing whose alert has no open incident makes one of its own.
resource closing 'Microsoft.SecurityInsights/automationRules@2025-09-01' = [
  for event in ['Created', 'Updated']: {
    scope: workspace
    name: guid(workspace.id, tableName, 'entra-cep-closing', event)
    properties: {
      displayName: 'entra-cep: close cleared incidents (${toLower(event)})'
      // First, so that other automation sees the incident closed.
      order: 1
      triggeringLogic: {
        isEnabled: enabled
        triggersOn: 'Incidents'
        triggersWhen: event
        conditions: concat([ofTheRule, isNew, holdsAClearing], event == 'Updated' ? [gotAnAlert] : [])
      }
      actions: [
        {
          order: 1
          actionType: 'ModifyProperties'
          actionConfiguration: {
            status: 'Closed'
            // Nobody judged it.
            classification: 'Undetermined'
            classificationComment: comment
          }
        }
      ]
    }
  }
]

resource stillActive 'Microsoft.SecurityInsights/alertRules@2025-09-01' = {
  scope: workspace
  name: guid(workspace.id, tableName, 'entra-cep-still-active')
  kind: 'Scheduled'
  properties: {
    displayName: 'entra-cep: closed although active'
    // The tag keeps the Defender portal from regrouping the alerts; it must come first.
    description: '#DONT_CORR# Raises an alert again whose incident was closed for a clearing that no longer holds.'
    enabled: enabled
    severity: 'Medium'
    query: replace(replace(query, 'TABLE', tableName), 'COMMENT', comment)
    // To look back for more than two days a rule must run once an hour at most.
    queryFrequency: 'PT1H'
    queryPeriod: 'P14D'
    triggerOperator: 'GreaterThan'
    triggerThreshold: 0
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
        reopenClosedIncident: false
      }
    }
    alertDetailsOverride: {
      alertDisplayNameFormat: 'Still active: {{AlertTitle}}'
      alertDescriptionFormat: '{{Reason}}'
      alertSeverityColumnName: 'SentinelSeverity'
    }
    entityMappings: [
      {
        entityType: 'Account'
        fieldMappings: [{ identifier: 'AadUserId', columnName: 'Account' }]
      }
    ]
    customDetails: {
      AlertId: 'AlertId'
      Status: 'Status'
      Detection: 'DetectionId'
      ClosedIncident: 'IncidentNumber'
    }
  }
}
