// The hub that the logs come through, the hubs for dead letters, and who may do what with them.
param namespaceName string
param location string
@description('Hub that every log is sent to; records are told apart by their category.')
param logHub string
@description('Hubs that the job writes to: what could not be read, and what a receiver refused.')
param deadLetterHubs array
@description('Parallelism of reading ends here. Cannot be changed later in tier Standard.')
@minValue(1)
@maxValue(32)
param partitions int
@description('How long the job may be away without losing records. Standard keeps at most 7 days.')
@minValue(24)
@maxValue(168)
param retentionHours int
param throughputUnits int
param maximumThroughputUnits int
param jobPrincipalId string
@description('Addresses and networks (CIDR) that may connect; empty: all. Azure Monitor, which sends the logs, always may.')
param allowedAddresses array
@description('Storage account that every message is kept in, as Avro files that replay reads; empty: none.')
param captureStorageId string
param captureContainer string

var dataReceiver = 'a638d3c7-ab3a-418d-83e6-5f17a39d4fde'
var dataSender = '2b629674-e913-4c01-ae53-ef4638d8f975'

resource namespace 'Microsoft.EventHub/namespaces@2024-01-01' = {
  name: namespaceName
  location: location
  // Writes the captures; give it Storage Blob Data Contributor on their container.
  identity: {
    type: 'SystemAssigned'
  }
  sku: {
    // Tier Basic has no Kafka endpoint.
    name: 'Standard'
    tier: 'Standard'
    capacity: throughputUnits
  }
  properties: {
    minimumTlsVersion: '1.2'
    isAutoInflateEnabled: true
    maximumThroughputUnits: maximumThroughputUnits
    // Diagnostic settings write with a shared key; the job itself needs none.
    disableLocalAuth: false
  }
}

resource firewall 'Microsoft.EventHub/namespaces/networkRuleSets@2024-01-01' = if (!empty(allowedAddresses)) {
  parent: namespace
  name: 'default'
  properties: {
    defaultAction: 'Deny'
    publicNetworkAccess: 'Enabled'
    trustedServiceAccessEnabled: true
    ipRules: [
      for address in allowedAddresses: {
        ipMask: address
        action: 'Allow'
      }
    ]
  }
}

resource logs 'Microsoft.EventHub/namespaces/eventhubs@2024-01-01' = {
  parent: namespace
  name: logHub
  properties: {
    partitionCount: partitions
    captureDescription: empty(captureStorageId) ? null : {
      enabled: true
      encoding: 'Avro'
      intervalInSeconds: 300
      sizeLimitInBytes: 314572800
      skipEmptyArchives: true
      destination: {
        name: 'EventHubArchive.AzureBlockBlob'
        identity: {
          type: 'SystemAssigned'
        }
        properties: {
          storageAccountResourceId: captureStorageId
          blobContainer: captureContainer
          archiveNameFormat: '{Namespace}/{EventHub}/{PartitionId}/{Year}/{Month}/{Day}/{Hour}/{Minute}/{Second}'
        }
      }
    }
    retentionDescription: {
      cleanupPolicy: 'Delete'
      retentionTimeInHours: retentionHours
    }
  }
}

// For readers over AMQP, such as a look at raw records. The job reads over Kafka, where groups appear by themselves.
resource group 'Microsoft.EventHub/namespaces/eventhubs/consumergroups@2024-01-01' = {
  parent: logs
  name: 'entra-cep'
}

// For a job outside Azure that has no identity: its connection string may listen to this hub and nothing else.
resource listen 'Microsoft.EventHub/namespaces/eventhubs/authorizationRules@2024-01-01' = {
  parent: logs
  name: 'entra-cep-listen'
  properties: {
    rights: ['Listen']
  }
}

// Diagnostic settings take rules of the namespace only. The hub exists already, so that they need no right to manage.
resource send 'Microsoft.EventHub/namespaces/authorizationRules@2024-01-01' = {
  parent: namespace
  name: 'diagnostic-settings-send'
  properties: {
    rights: ['Send']
  }
}

resource deadLetters 'Microsoft.EventHub/namespaces/eventhubs@2024-01-01' = [
  for hub in deadLetterHubs: {
    parent: namespace
    name: hub
    properties: {
      partitionCount: 1
      retentionDescription: {
        cleanupPolicy: 'Delete'
        retentionTimeInHours: retentionHours
      }
    }
  }
]

resource mayRead 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  scope: logs
  name: guid(logs.id, jobPrincipalId, dataReceiver)
  properties: {
    principalId: jobPrincipalId
    principalType: 'ServicePrincipal'
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', dataReceiver)
  }
}

resource mayWriteDeadLetters 'Microsoft.Authorization/roleAssignments@2022-04-01' = [
  for (hub, i) in deadLetterHubs: {
    scope: deadLetters[i]
    name: guid(namespace.id, hub, jobPrincipalId, dataSender)
    properties: {
      principalId: jobPrincipalId
      principalType: 'ServicePrincipal'
      roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', dataSender)
    }
  }
]

output bootstrapServer string = '${namespace.name}.servicebus.windows.net:9093'
output sendRuleId string = send.id
output namespaceId string = namespace.id
output namespacePrincipalId string = namespace.identity.principalId
