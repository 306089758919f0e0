// The logs of key vaults that hold secrets of the job or of applications, to the same hub.
param vaultNames array
param settingName string
param sendRuleId string
param logHub string

resource vaults 'Microsoft.KeyVault/vaults@2023-07-01' existing = [
  for vault in vaultNames: {
    name: vault
  }
]

resource settings 'Microsoft.Insights/diagnosticSettings@2021-05-01-preview' = [
  for (vault, i) in vaultNames: {
    scope: vaults[i]
    name: settingName
    properties: {
      eventHubAuthorizationRuleId: sendRuleId
      eventHubName: logHub
      logs: [
        {
          category: 'AuditEvent'
          enabled: true
        }
      ]
    }
  }
]
