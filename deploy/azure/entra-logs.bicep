// Sends the logs of the Entra tenant to the hub. Deployed apart from main.bicep, since it needs rights on the tenant
// itself: README.md tells which.
targetScope = 'tenant'

@description('Name of the setting. A tenant has at most five.')
param settingName string = 'entra-cep'

@description('Output sendRuleId of main.bicep.')
param sendRuleId string

@description('Output logHub of main.bicep.')
param logHub string

@description('Also the logs that the job does not understand: it counts them as other. They cost throughput, and serve who reads the hub for other ends.')
param withOtherLogs bool = true

@description('Names that the tenant does not offer (licence, cloud): one that it does not know fails the whole setting.')
param without array = []

@description('Names that are newer than this file. Those of the risk of agents belong here: we could not verify how they are spelt.')
param more array = []

// The logs that the job understands. A test compares them with the code.
var knownLogs = [
  'AuditLogs'
  'SignInLogs'
  'NonInteractiveUserSignInLogs'
  'ServicePrincipalSignInLogs'
  'ManagedIdentitySignInLogs'
  'MicrosoftServicePrincipalSignInLogs'
  'ADFSSignInLogs'
  'ProvisioningLogs'
  'RiskyUsers'
  'UserRiskEvents'
  'RiskyServicePrincipals'
  'ServicePrincipalRiskEvents'
  'MicrosoftGraphActivityLogs'
]

// Licences decide which of them a tenant offers. Not verified against a tenant; put into "without" what yours refuses.
var otherLogs = [
  'AzureADGraphActivityLogs'
  'EnrichedOffice365AuditLogs'
  'GraphNotificationsActivityLogs'
  'NetworkAccessAlerts'
  'NetworkAccessConnectionEvents'
  'NetworkAccessGenerativeAIInsights'
  'NetworkAccessTrafficLogs'
  'RemoteNetworkHealthLogs'
]

var wanted = filter(concat(withOtherLogs ? concat(knownLogs, otherLogs) : knownLogs, more), category => !contains(without, category))

resource setting 'microsoft.aadiam/diagnosticSettings@2017-04-01' = {
  name: settingName
  properties: {
    eventHubAuthorizationRuleId: sendRuleId
    eventHubName: logHub
    logs: [
      for category in wanted: {
        category: category
        enabled: true
      }
    ]
  }
}

output categories array = wanted
