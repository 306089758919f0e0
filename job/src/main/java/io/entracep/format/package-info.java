/**
 * How an alert is written for others: our own JSON, Slack, Microsoft Teams, OCSF. Pure functions;
 * attacker-controlled text is made safe for each. Start at {@link io.entracep.format.AlertFormat}.
 */
@NullMarked
package io.entracep.format;

import org.jspecify.annotations.NullMarked;
