/** Makers of test data that several tests share. */
@NullMarked
package io.entracep.testing;

import org.jspecify.annotations.NullMarked;
