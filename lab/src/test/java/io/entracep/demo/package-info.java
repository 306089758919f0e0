/** Tests. */
@NullMarked
package io.entracep.demo;

import org.jspecify.annotations.NullMarked;
