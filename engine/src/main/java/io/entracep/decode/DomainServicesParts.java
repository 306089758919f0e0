package io.entracep.decode;

import io.entracep.event.Audit;
import io.entracep.event.Party;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the security audits of Microsoft Entra Domain Services tell: a Windows event text of
 * labelled lines ({@code Account Name:<tab>alice}). Each label is a detail; of repeated labels the
 * first, the subject's, is kept. The whole text is the detail {@code resultDescription}.
 */
final class DomainServicesParts {

    private DomainServicesParts() {}

    static Audit audit(RawRecord record) {
        String text = record.present(Field.RESULT_DESCRIPTION);
        record.detail("resultDescription", text);
        if (text != null) {
            for (String line : text.split("\\R")) {
                int colon = line.indexOf(':');
                if (colon > 0) {
                    record.detail(line.substring(0, colon), value(line, colon));
                }
            }
        }
        return new Audit(null, null, null, null, null, List.of(), List.of(), record.details);
    }

    /** The account of the subject; null where the text names none. */
    static @Nullable Party actor(Audit audit) {
        String account = audit.details().get("Account Name");
        if (account == null) {
            account = audit.details().get("Logon Account");
        }
        return account == null ? null : new Party("User", null, Values.lowerCase(account));
    }

    /** Windows writes a dash for nothing. */
    private static @Nullable String value(String line, int colon) {
        String value = line.substring(colon + 1).strip();
        return value.equals("-") ? null : value;
    }
}
