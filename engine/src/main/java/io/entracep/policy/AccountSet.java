package io.entracep.policy;

import io.entracep.event.Party;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * People and applications, by object id, user principal name or display name.
 *
 * <p>A display name holds only for an actor of which the log tells no id: whoever may create an
 * application chooses its name, and must not choose to be approved.
 */
final class AccountSet implements Entries {

    static final AccountSet NONE = new AccountSet(List.of());

    private final Set<String> ids = new HashSet<>();
    private final Set<String> upns = new HashSet<>();
    private final Set<String> displayNames = new HashSet<>();

    AccountSet(Collection<AccountName> names) {
        for (AccountName name : names) {
            switch (name.kind()) {
                case ID -> ids.add(name.text());
                case UPN -> upns.add(name.text());
                case DISPLAY_NAME -> displayNames.add(name.text());
            }
        }
    }

    @Override
    public boolean contains(@Nullable String id, @Nullable String name) {
        if (id != null && ids.contains(TextSet.lower(id))) {
            return true;
        }
        if (name == null || (upns.isEmpty() && displayNames.isEmpty())) {
            return false;
        }
        String text = TextSet.lower(name);
        return upns.contains(text) || (id == null && displayNames.contains(text));
    }

    /** The same, but the name of an application is never taken for a user principal name. */
    boolean contains(@Nullable Party party) {
        if (party == null) {
            return false;
        }
        if (party.kind() == null || party.is("User")) {
            return contains(party.id(), party.name());
        }
        if (party.id() != null) {
            return ids.contains(TextSet.lower(party.id()));
        }
        return party.name() != null && displayNames.contains(TextSet.lower(party.name()));
    }

    @Override
    public @Nullable String written(@Nullable String id, @Nullable String name) {
        if (!contains(id, name)) {
            return null;
        }
        boolean byId = id != null && ids.contains(TextSet.lower(id));
        String matched = byId ? id : name;
        return matched == null ? null : TextSet.lower(matched);
    }
}
