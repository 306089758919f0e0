/** Certificates to trust beside those of the Java installation. Used by everything that sends. */
@NullMarked
package io.entracep.tls;

import org.jspecify.annotations.NullMarked;
