package io.entracep.alert;

import org.jspecify.annotations.Nullable;

/**
 * Whom an alert is about.
 *
 * @param type lower case: {@code user}, {@code ip} …
 * @param id identity within the tenant
 * @param name user principal or display name, null where no record told. Attacker-controlled text
 */
public record EntityReference(String type, String id, @Nullable String name) {}
