/** Tests. */
@NullMarked
package io.entracep.process;

import org.jspecify.annotations.NullMarked;
