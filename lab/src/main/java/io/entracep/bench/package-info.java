/**
 * The measurements of {@code entra-cep bench}: ratios within one run, the baseline directly before
 * and after each.
 */
@NullMarked
package io.entracep.bench;

import org.jspecify.annotations.NullMarked;
