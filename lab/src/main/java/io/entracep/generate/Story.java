package io.entracep.generate;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A record that is planned by name rather than drawn.
 *
 * @param attack null for normal life
 * @param arrivesAfter span from the event to its arrival; null leaves it to the usual lag
 */
record Story(Draft draft, @Nullable AttackKind attack, @Nullable Duration arrivesAfter) {}
