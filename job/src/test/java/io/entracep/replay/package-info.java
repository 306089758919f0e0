/** Tests. */
@NullMarked
package io.entracep.replay;

import org.jspecify.annotations.NullMarked;
