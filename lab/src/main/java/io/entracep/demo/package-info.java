/**
 * A sample company under attack, seen live: generator, broker and job in this process. Start at
 * {@link io.entracep.demo.Demo}.
 */
@NullMarked
package io.entracep.demo;

import org.jspecify.annotations.NullMarked;
