/**
 * What all receivers over HTTP share: one request with a time-out that covers the whole answer, the
 * beginning of that answer, and what a status means for the messages that were sent. Start at
 * {@link io.entracep.http.Exchange} and {@link io.entracep.http.HttpOutcome}.
 */
@NullMarked
package io.entracep.http;

import org.jspecify.annotations.NullMarked;
