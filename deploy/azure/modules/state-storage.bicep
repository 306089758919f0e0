// Checkpoints, savepoints and what the JobManagers agree on. Holds personal data: no keys, no public blobs.
@minLength(3)
@maxLength(24)
param accountName string
param location string
param containerName string
param statePrincipalId string
@description('Savepoints that nobody deleted end after as many days. Checkpoints are the job\'s own to delete.')
@minValue(14)
param savepointDays int
@description('Folders of savepoints in the container.')
param savepointFolders array
@description('Addresses and networks (CIDR) that may connect; empty: all.')
param allowedAddresses array

var blobDataContributor = 'ba92f5b4-2d11-453d-a403-e96b0029c9fe'

resource account 'Microsoft.Storage/storageAccounts@2023-05-01' = {
  name: accountName
  location: location
  kind: 'StorageV2'
  sku: {
    name: 'Standard_ZRS'
  }
  properties: {
    // Names of folders are moved as one: what abfss expects.
    isHnsEnabled: true
    allowBlobPublicAccess: false
    allowSharedKeyAccess: false
    minimumTlsVersion: 'TLS1_2'
    supportsHttpsTrafficOnly: true
    networkAcls: {
      defaultAction: empty(allowedAddresses) ? 'Allow' : 'Deny'
      bypass: 'None'
      ipRules: [
        for address in allowedAddresses: {
          value: address
          action: 'Allow'
        }
      ]
    }
  }
}

resource lifecycle 'Microsoft.Storage/storageAccounts/managementPolicies@2023-05-01' = {
  parent: account
  name: 'default'
  properties: {
    policy: {
      rules: [
        {
          name: 'old-savepoints'
          type: 'Lifecycle'
          enabled: true
          definition: {
            filters: {
              blobTypes: ['blockBlob']
              prefixMatch: [for folder in savepointFolders: '${containerName}/${folder}']
            }
            actions: {
              baseBlob: {
                delete: {
                  daysAfterModificationGreaterThan: savepointDays
                }
              }
            }
          }
        }
      ]
    }
  }
}

resource blobs 'Microsoft.Storage/storageAccounts/blobServices@2023-05-01' = {
  parent: account
  name: 'default'
}

resource container 'Microsoft.Storage/storageAccounts/blobServices/containers@2023-05-01' = {
  parent: blobs
  name: containerName
}

resource mayKeepState 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  scope: container
  name: guid(container.id, statePrincipalId, blobDataContributor)
  properties: {
    principalId: statePrincipalId
    principalType: 'ServicePrincipal'
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', blobDataContributor)
  }
}

output stateUri string = 'abfss://${containerName}@${account.name}.dfs.${environment().suffixes.storage}'
output accountId string = account.id
