package io.entracep.policy;

import io.entracep.yaml.Problem;
import io.entracep.yaml.YamlNode;
import java.io.InvalidObjectException;
import java.io.ObjectInputStream;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A valid policy: what an organisation decides, by tenant. Immutable. It travels as the text of its
 * file and is read again where it arrives.
 */
public final class Policy implements Serializable {

    private static final long serialVersionUID = 1;

    private final String file;
    private final String yaml;
    private final transient TenantPolicy byDefault;
    private final transient Map<String, TenantPolicy> tenants;
    private final transient Map<String, Integer> lines;
    private final transient List<DetectionMention> mentions;
    private final transient @Nullable Long effectiveFrom;

    Policy(
            String file,
            String yaml,
            TenantPolicy byDefault,
            Map<String, TenantPolicy> tenants,
            Map<String, Integer> lines,
            List<DetectionMention> mentions,
            @Nullable Long effectiveFrom) {
        this.file = file;
        this.yaml = yaml;
        this.byDefault = byDefault;
        this.tenants = Map.copyOf(tenants);
        this.lines = Map.copyOf(lines);
        this.mentions = List.copyOf(mentions);
        this.effectiveFrom = effectiveFrom;
    }

    /** The policy that decides nothing: only built-in defaults. */
    public static Policy none() {
        return PolicyReader.read("no policy", "default: {}");
    }

    /**
     * What holds in a tenant: its own section over the default one.
     *
     * @param tenantId any case; null or a tenant without a section gives the default
     */
    public TenantPolicy forTenant(@Nullable String tenantId) {
        return tenantId == null
                ? byDefault
                : tenants.getOrDefault(TextSet.lower(tenantId), byDefault);
    }

    /** The default and every tenant's, by path of the section; the default comes first. */
    public Map<String, TenantPolicy> sections() {
        Map<String, TenantPolicy> sections = new LinkedHashMap<>();
        sections.put("default", byDefault);
        tenants.keySet().stream()
                .sorted()
                .forEach(id -> sections.put("tenants." + id, forTenant(id)));
        return sections;
    }

    /** Every place where a detection is named, in the order of the file. */
    public List<DetectionMention> detectionMentions() {
        return mentions;
    }

    /**
     * A problem of this file that only somebody else can see, such as a setting that a detection
     * does not have. The line is found by the key.
     *
     * @param key path of the key, such as {@code default.detections.mfa-denied.settings.minimum}
     */
    public Problem problem(String key, @Nullable String value, String expected) {
        return new Problem(file, key, value, expected, lines.getOrDefault(key, 0));
    }

    /** From when on it holds, as event time in milliseconds; null where the file does not say. */
    public @Nullable Long effectiveFrom() {
        return effectiveFrom;
    }

    /** The file as named by who read it. */
    public String file() {
        return file;
    }

    /** Its text, as written. */
    public String text() {
        return yaml;
    }

    /** Two policies of one text are equal, wherever it was read. */
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Policy that && yaml.equals(that.yaml);
    }

    @Override
    public int hashCode() {
        return yaml.hashCode();
    }

    private Object writeReplace() {
        return new Written(file, yaml);
    }

    private void readObject(ObjectInputStream in) throws InvalidObjectException {
        throw new InvalidObjectException("a policy travels as its text");
    }

    /** What travels. */
    private record Written(String file, String yaml) implements Serializable {
        private Object readResolve() {
            return PolicyReader.read(file, yaml);
        }
    }

    /** Lines by path, of a node and all below it. */
    static Map<String, Integer> lines(YamlNode root) {
        Map<String, Integer> lines = new HashMap<>();
        List<YamlNode> open = new ArrayList<>(List.of(root));
        while (!open.isEmpty()) {
            YamlNode node = open.remove(open.size() - 1);
            lines.put(node.path(), node.line());
            if (node instanceof YamlNode.Mapping mapping) {
                open.addAll(mapping.entries().values());
            } else if (node instanceof YamlNode.Listing listing) {
                open.addAll(listing.items());
            }
        }
        return lines;
    }
}
