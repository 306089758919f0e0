package io.entracep.policy;

import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Ids, countries, domains and other words, compared in lower case. */
final class TextSet implements Entries {

    static final TextSet NONE = new TextSet(Set.of());

    private final Map<String, String> writtenByText = new LinkedHashMap<>();

    /** As written: finds countries, which logs have in upper case, without a copy. */
    private final Set<String> written;

    TextSet(Collection<String> texts) {
        written = Set.copyOf(texts);
        texts.forEach(text -> writtenByText.put(lower(text), text));
    }

    boolean contains(@Nullable String text) {
        return text != null && (written.contains(text) || writtenByText.containsKey(lower(text)));
    }

    /** In lower case, in the order of the file. */
    Set<String> texts() {
        return Collections.unmodifiableSet(writtenByText.keySet());
    }

    @Override
    public boolean contains(@Nullable String id, @Nullable String name) {
        return contains(id) || contains(name);
    }

    @Override
    public @Nullable String written(@Nullable String id, @Nullable String name) {
        String byId = id == null ? null : writtenByText.get(lower(id));
        return byId != null || name == null ? byId : writtenByText.get(lower(name));
    }

    /** The same object for text that is in lower case already. */
    static String lower(String text) {
        return text.toLowerCase(Locale.ROOT);
    }
}
