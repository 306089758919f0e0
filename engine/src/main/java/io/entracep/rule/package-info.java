/**
 * The language of detections: Sigma documents (specification 2.1.0) with a few keys of our own,
 * read from YAML, checked and compiled into tests of one record. What a rule remembers, counts or
 * tells is decided elsewhere. Start at {@link io.entracep.rule.RuleReader}; {@code docs/rules.md}
 * shows what people write.
 */
@NullMarked
package io.entracep.rule;

import org.jspecify.annotations.NullMarked;
