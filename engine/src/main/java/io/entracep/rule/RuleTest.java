package io.entracep.rule;

import io.entracep.yaml.YamlNode;
import org.jspecify.annotations.Nullable;

/**
 * A test of a rule in its own file, in the words of {@code docs/scenarios.md}.
 *
 * @param line line in the file
 * @param fires the level of the alert that must be told, null for a test that must stay silent
 * @param silent why nothing must be told, null for a test that must fire
 * @param body the whole entry, with {@code records}, {@code policy} and what else scenarios know
 */
public record RuleTest(
        int line, @Nullable Level fires, @Nullable String silent, YamlNode.Mapping body) {}
