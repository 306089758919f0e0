package io.entracep.incident;

/**
 * Why an alert is in the incident of another.
 *
 * @param from the earlier alert's id
 * @param to the later alert's id
 * @param kind by what
 * @param value what they share: an account, an address, the id of a record. Attacker-controlled
 */
public record Link(String from, String to, LinkKind kind, String value) {}
