package io.entracep.alert;

/**
 * What travels beside the body of an alert. Of several deliveries of one alert, receivers keep the
 * one with the greatest {@code decidedAt}.
 *
 * @param decidedAt processing time, milliseconds since the epoch, strictly increasing for one alert
 * @param revision how often it was delivered, from 1; for people
 * @param late a record older than the allowed disorder made it, judged alone
 */
public record Delivery(long decidedAt, int revision, boolean late) {}
