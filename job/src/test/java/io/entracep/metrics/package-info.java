@NullMarked
package io.entracep.metrics;

import org.jspecify.annotations.NullMarked;
