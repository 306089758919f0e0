using 'main.bicep'

param location = 'westeurope'
param resourceGroupName = 'rg-entra-cep'
param workspaceName = 'law-sentinel'
param workspaceResourceGroupName = 'rg-sentinel'
param eventHubNamespace = 'evhns-entra-cep-example'
param storageAccountName = 'stentracepexample'
param oidcIssuerUrl = 'https://westeurope.oic.prod-aks.azure.com/00000000-0000-0000-0000-000000000000/00000000-0000-0000-0000-000000000000/'
