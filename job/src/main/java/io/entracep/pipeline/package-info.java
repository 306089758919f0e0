/**
 * The graph: one method that takes its source and gives its outputs, for production and tests
 * alike.
 */
@NullMarked
package io.entracep.pipeline;

import org.jspecify.annotations.NullMarked;
