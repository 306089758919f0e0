@NullMarked
package io.entracep.identity;

import org.jspecify.annotations.NullMarked;
