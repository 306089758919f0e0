/** Tests. */
@NullMarked
package io.entracep.http;

import org.jspecify.annotations.NullMarked;
