/** Rules held against the schemas of Sigma. */
@NullMarked
package io.entracep.rule;

import org.jspecify.annotations.NullMarked;
