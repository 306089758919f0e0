package io.entracep.detection;

/**
 * What is said of a finding now: a delivery. The finding is a function of the records; the rest is
 * not.
 *
 * @param finding the finding; for one that no longer holds without stages and values
 * @param active whether it holds
 * @param decidedAt processing time, milliseconds, strictly increasing for one finding: of several
 *     deliveries the greatest counts
 * @param revision how often it was delivered, from 1; for people
 * @param late a record made it that was older than the allowed disorder and was judged alone
 */
public record Verdict(
        Finding finding, boolean active, long decidedAt, int revision, boolean late) {}
