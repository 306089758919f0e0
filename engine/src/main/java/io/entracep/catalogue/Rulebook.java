package io.entracep.catalogue;

import io.entracep.decode.RecordMarker;
import io.entracep.policy.Policy;
import io.entracep.rule.RuleTexts;
import io.entracep.rule.RuleTexts.Text;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * What a job decides by. Travels to its operators as text: a cluster knows no path of ours.
 *
 * @param policy what the organisation decided
 * @param rules rules of users, beside those that come with the program
 */
public record Rulebook(Policy policy, RuleTexts rules) implements RecordMarker.Factory {
    private static final long serialVersionUID = 1L;
    private static final int VERSION_DIGITS = 12;

    /** A policy, and no rules of users. */
    public static Rulebook of(Policy policy) {
        return new Rulebook(policy, RuleTexts.NONE);
    }

    /**
     * Twelve hexadecimal digits that name its texts, as alerts do; null where nothing is decided.
     */
    public @Nullable String version() {
        if (policy.equals(Policy.none()) && rules.texts().isEmpty()) {
            return null;
        }
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            add(digest, policy.text());
            for (Text text : rules.texts()) {
                add(digest, text.yaml());
            }
            return HexFormat.of().formatHex(digest.digest()).substring(0, VERSION_DIGITS);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }

    private static void add(MessageDigest digest, String text) {
        digest.update(text.getBytes(StandardCharsets.UTF_8));
        digest.update((byte) 0);
    }

    /** All detections, those of the rules among them. */
    public Catalogue catalogue() {
        return Catalogue.load(rules);
    }

    @Override
    public @Nullable RecordMarker create() {
        return catalogue().marker(policy);
    }
}
