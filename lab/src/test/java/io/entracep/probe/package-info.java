/** Tests. */
@NullMarked
package io.entracep.probe;

import org.jspecify.annotations.NullMarked;
