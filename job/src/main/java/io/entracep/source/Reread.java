package io.entracep.source;

import io.entracep.catalogue.Rulebooks;
import java.io.Serializable;
import java.time.Clock;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How a running job learns of edits.
 *
 * @param first what is decided by where the state of the job knows nothing else
 * @param files that are read again
 * @param every how often; null for never
 * @param lead how long after it was read an edit holds that does not say from when on: longer than
 *     it takes to save it, so that no crash can forget what was decided by
 * @param clock tells now
 */
public record Reread(
        Rulebooks first, RulebookFiles files, @Nullable Duration every, Duration lead, Clock clock)
        implements Serializable {}
