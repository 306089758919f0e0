// The audit log of custom security attributes. It belongs to a provider of its own, and takes the role Attribute Log
// Administrator. Deployed like entra-logs.bicep. The API version is the one that Microsoft's examples name; not tried.
targetScope = 'tenant'

param settingName string = 'entra-cep'

@description('Output sendRuleId of main.bicep.')
param sendRuleId string

@description('Output logHub of main.bicep.')
param logHub string

resource setting 'Microsoft.AadCustomSecurityAttributesDiagnosticSettings/diagnosticSettings@2017-04-01-preview' = {
  name: settingName
  properties: {
    eventHubAuthorizationRuleId: sendRuleId
    eventHubName: logHub
    logs: [
      {
        category: 'CustomSecurityAttributeAuditLogs'
        enabled: true
      }
    ]
  }
}
