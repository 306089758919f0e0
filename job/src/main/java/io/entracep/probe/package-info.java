/**
 * Tries, before a job is started, what it will need: each broker, receiver and store, with a
 * synthetic alert that goes there and, where it can be read, back.
 */
@NullMarked
package io.entracep.probe;

import org.jspecify.annotations.NullMarked;
