/**
 * YAML files that people write, read with the line of every value, so that all that is wrong with
 * one is told at once. What the files mean is not known here. Start at {@link
 * io.entracep.yaml.YamlTree} and {@link io.entracep.yaml.NodeReader}.
 */
@NullMarked
package io.entracep.yaml;

import org.jspecify.annotations.NullMarked;
