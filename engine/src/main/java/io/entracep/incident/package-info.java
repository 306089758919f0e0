/**
 * Incidents: alerts that belong to one story, joined by what they share. A pure function of the set
 * of alerts and the policy. Start at {@link io.entracep.incident.Story}.
 */
@NullMarked
package io.entracep.incident;

import org.jspecify.annotations.NullMarked;
