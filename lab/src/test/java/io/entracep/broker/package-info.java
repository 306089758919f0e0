@NullMarked
package io.entracep.broker;

import org.jspecify.annotations.NullMarked;
