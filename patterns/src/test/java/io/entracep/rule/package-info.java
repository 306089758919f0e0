/** Tests of the language of rules. */
@NullMarked
package io.entracep.rule;

import org.jspecify.annotations.NullMarked;
