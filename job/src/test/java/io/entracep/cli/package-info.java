/** Tests. */
@NullMarked
package io.entracep.cli;

import org.jspecify.annotations.NullMarked;
