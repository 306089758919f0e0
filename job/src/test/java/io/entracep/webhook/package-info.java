@NullMarked
package io.entracep.webhook;

import org.jspecify.annotations.NullMarked;
