package io.entracep.catalogue;

import io.entracep.catalogue.Rulebooks.Since;
import io.entracep.policy.Policy;
import io.entracep.policy.PolicyException;
import io.entracep.policy.PolicyReader;
import io.entracep.rule.RuleTexts;
import io.entracep.rule.RuleTexts.Text;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/** Rulebooks as bytes: in savepoints, and where they travel with the records. Compressed text. */
public final class RulebooksFormat {
    private static final int VERSION = 1;

    private RulebooksFormat() {}

    /** Writes them. */
    public static byte[] write(Rulebooks rulebooks) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(new GZIPOutputStream(bytes))) {
            out.writeByte(VERSION);
            out.writeLong(rulebooks.revision());
            out.writeInt(rulebooks.all().size());
            RuleTexts before = RuleTexts.NONE;
            for (Since since : rulebooks.all()) {
                RuleTexts rules = since.rulebook().rules();
                out.writeLong(since.time());
                write(since.rulebook().policy().file(), out);
                write(since.rulebook().policy().text(), out);
                // Edits of the policy leave the rules as they are.
                out.writeBoolean(rules.equals(before));
                if (!rules.equals(before)) {
                    write(rules, out);
                }
                before = rules;
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    /**
     * Reads them.
     *
     * @throws IOException if the bytes are not what was written, or nothing that they hold can be
     *     used by this version; of several what cannot be used is left out
     */
    public static Rulebooks read(byte[] bytes) throws IOException {
        try (DataInputStream in =
                new DataInputStream(new GZIPInputStream(new ByteArrayInputStream(bytes)))) {
            int version = in.readUnsignedByte();
            if (version != VERSION) {
                throw new IOException("Rulebooks of an unknown form: " + version);
            }
            long revision = in.readLong();
            int count = in.readInt();
            List<Since> all = new ArrayList<>();
            List<String> unusable = new ArrayList<>();
            RuleTexts rules = RuleTexts.NONE;
            for (int i = 0; i < count; i++) {
                long time = in.readLong();
                String file = text(in);
                String yaml = text(in);
                rules = in.readBoolean() ? rules : rules(in);
                try {
                    all.add(new Since(time, usable(file, yaml, rules)));
                } catch (PolicyException | CatalogueException e) {
                    unusable.add(String.valueOf(e.getMessage()));
                }
            }
            if (all.isEmpty()) {
                throw new IOException(
                        "No policy of the savepoint can be used: " + String.join("; ", unusable));
            }
            return new Rulebooks(revision, all);
        }
    }

    /** A newer version may know less of a text than the one that took it over. */
    private static Rulebook usable(String file, String yaml, RuleTexts rules) {
        Policy policy = PolicyReader.read(file, yaml);
        List<String> problems = Catalogue.load(rules).problemsOf(policy);
        if (!problems.isEmpty()) {
            throw new CatalogueException(problems);
        }
        return new Rulebook(policy, rules);
    }

    private static void write(RuleTexts rules, DataOutputStream out) throws IOException {
        out.writeInt(rules.texts().size());
        for (Text text : rules.texts()) {
            write(text.name(), out);
            write(text.yaml(), out);
        }
    }

    private static RuleTexts rules(DataInputStream in) throws IOException {
        int count = in.readInt();
        List<Text> texts = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            texts.add(new Text(text(in), text(in)));
        }
        return new RuleTexts(texts);
    }

    private static void write(String text, DataOutputStream out) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        out.writeInt(bytes.length);
        out.write(bytes);
    }

    private static String text(DataInputStream in) throws IOException {
        byte[] bytes = new byte[in.readInt()];
        in.readFully(bytes);
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
