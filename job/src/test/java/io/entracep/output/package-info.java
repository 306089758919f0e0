/** Tests. */
@NullMarked
package io.entracep.output;

import org.jspecify.annotations.NullMarked;
