/** Tests. */
@NullMarked
package io.entracep.observe;

import org.jspecify.annotations.NullMarked;
