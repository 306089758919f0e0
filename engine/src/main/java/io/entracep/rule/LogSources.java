package io.entracep.rule;

import io.entracep.event.Category;
import io.entracep.yaml.Spelling;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Finds the logs that a {@code logsource} means. */
final class LogSources {

    private static final Set<String> PRODUCTS =
            Set.of("azure", "azuread", "aad", "entra", "entraid", "microsoftentra");

    private LogSources() {}

    /**
     * What a log source means.
     *
     * @param logs none where the records are not among those that are read here
     * @param reason why there are none, empty where there are
     */
    record Meant(List<Log> logs, String reason) {}

    static Meant of(LogSource source) {
        Logs logs = Logs.shipped();
        String product = source.product();
        if (product != null && !PRODUCTS.contains(Log.canonical(product))) {
            return none("no log that is read here is one of product " + product);
        }
        if (source.service() != null) {
            return named(source.service(), "service", logs);
        }
        if (source.category() != null) {
            return named(source.category(), "category", logs);
        }
        return product == null
                ? none("its logsource names neither product nor service")
                : new Meant(logs.all(), "");
    }

    private static Meant named(String word, String what, Logs logs) {
        Optional<Log> log =
                logs.ofService(word)
                        .or(
                                () ->
                                        Arrays.stream(Category.values())
                                                .filter(
                                                        category ->
                                                                category.key()
                                                                        .equals(
                                                                                Log.canonical(
                                                                                        word)))
                                                .findFirst()
                                                .flatMap(category -> ofCategory(category, logs)));
        return log.map(found -> new Meant(List.of(found), ""))
                .orElseGet(
                        () ->
                                none(
                                        "no log that is read here is "
                                                + what
                                                + " "
                                                + word
                                                + Spelling.nearest(word, logs.names())
                                                        .map(near -> "; did you mean " + near + "?")
                                                        .orElse(
                                                                "; there are "
                                                                        + String.join(
                                                                                ", ",
                                                                                logs.names()))));
    }

    private static Optional<Log> ofCategory(Category category, Logs logs) {
        return logs.all().stream()
                .filter(log -> log.categories().contains(category))
                .min(Comparator.comparingInt(log -> log.categories().size()));
    }

    private static Meant none(String reason) {
        return new Meant(List.of(), reason);
    }
}
