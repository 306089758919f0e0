// The Azure activity log of this subscription: role assignments, and diagnostic settings that somebody deletes.
targetScope = 'subscription'

param settingName string
param sendRuleId string
param logHub string

var categories = ['Administrative', 'Security', 'Policy', 'Alert', 'ServiceHealth', 'ResourceHealth', 'Recommendation', 'Autoscale']

resource setting 'Microsoft.Insights/diagnosticSettings@2021-05-01-preview' = {
  name: settingName
  properties: {
    eventHubAuthorizationRuleId: sendRuleId
    eventHubName: logHub
    logs: [
      for category in categories: {
        category: category
        enabled: true
      }
    ]
  }
}
