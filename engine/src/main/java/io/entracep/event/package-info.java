/**
 * One log record, normalised: what every later step reads instead of JSON. Nothing here decides
 * anything. Start at {@link io.entracep.event.EntraEvent}.
 */
@NullMarked
package io.entracep.event;

import org.jspecify.annotations.NullMarked;
