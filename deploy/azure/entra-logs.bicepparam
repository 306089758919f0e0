using 'entra-logs.bicep'

param sendRuleId = '/subscriptions/00000000-0000-0000-0000-000000000000/resourceGroups/rg-entra-cep/providers/Microsoft.EventHub/namespaces/evhns-entra-cep-example/authorizationRules/diagnostic-settings-send'
param logHub = 'insights-logs'
