/**
 * From events to what the loop inserts: classification, observations, pre-aggregated totals, and
 * the horizon at the end.
 */
@NullMarked
package io.entracep.observe;

import org.jspecify.annotations.NullMarked;
