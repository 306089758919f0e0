// Who the job is: one identity for logs and alerts, by the pod's federated token; another one for the state,
// because Flink's Azure file system knows managed identities but no federated tokens.
param name string
param location string
@description('Issuer of the cluster: az aks show --query oidcIssuerProfile.issuerUrl')
param oidcIssuerUrl string
param kubernetesNamespace string
param serviceAccount string

resource job 'Microsoft.ManagedIdentity/userAssignedIdentities@2023-01-31' = {
  name: name
  location: location
}

resource pods 'Microsoft.ManagedIdentity/userAssignedIdentities/federatedIdentityCredentials@2023-01-31' = {
  parent: job
  name: '${kubernetesNamespace}-${serviceAccount}'
  properties: {
    issuer: oidcIssuerUrl
    subject: 'system:serviceaccount:${kubernetesNamespace}:${serviceAccount}'
    audiences: ['api://AzureADTokenExchange']
  }
}

resource state 'Microsoft.ManagedIdentity/userAssignedIdentities@2023-01-31' = {
  name: '${name}-state'
  location: location
}

output clientId string = job.properties.clientId
output principalId string = job.properties.principalId
output stateClientId string = state.properties.clientId
output statePrincipalId string = state.properties.principalId
output stateId string = state.id
