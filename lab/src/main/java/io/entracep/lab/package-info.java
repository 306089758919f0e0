/** The commands that only a checkout has: a sample company, scenarios, measurements. */
@NullMarked
package io.entracep.lab;

import org.jspecify.annotations.NullMarked;
