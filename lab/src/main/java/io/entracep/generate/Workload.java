package io.entracep.generate;

/**
 * A service principal or managed identity.
 *
 * @param origin where its requests come from; managed identities have no address in the log
 */
record Workload(String id, String appId, String name, String keyId, Origin origin) {}
