/** Tests. */
@NullMarked
package io.entracep.run;

import org.jspecify.annotations.NullMarked;
