/**
 * What is remembered of one entity: a journal of observations, calendars of what it usually does, a
 * timeline of its privileges, and what was said. Everything is a set whose bound is a function of
 * the set: inserting commutes and is idempotent. The records here are written to state: never move
 * or rename them, only add components.
 */
@NullMarked
package io.entracep.state;

import org.jspecify.annotations.NullMarked;
