package io.entracep.catalogue;

import io.entracep.rule.RuleHead;
import io.entracep.rule.RuleTexts;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The rules that come with the program: every file in a folder below {@code rules/}. */
final class ShippedRules {
    private ShippedRules() {}

    /** Their texts, in the order of files. */
    static RuleTexts texts() {
        return Resources.below("/rules", ShippedRules::read);
    }

    private static RuleTexts read(Path root) throws IOException {
        List<RuleTexts.Text> texts = new ArrayList<>();
        try (Stream<Path> walk = Files.walk(root)) {
            for (Path file :
                    walk.filter(path -> path.toString().endsWith(".yaml"))
                            .filter(path -> !root.equals(path.getParent()))
                            .sorted()
                            .toList()) {
                try (InputStream in = Files.newInputStream(file)) {
                    texts.add(
                            new RuleTexts.Text(
                                    RuleHead.SHIPPED + root.relativize(file),
                                    new String(in.readAllBytes(), StandardCharsets.UTF_8)));
                }
            }
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
        return new RuleTexts(texts);
    }
}
