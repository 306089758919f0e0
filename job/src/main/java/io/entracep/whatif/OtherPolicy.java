package io.entracep.whatif;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.entracep.catalogue.Catalogue;
import io.entracep.policy.Policy;
import io.entracep.policy.PolicyException;
import io.entracep.policy.PolicyReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Collection;
import org.jspecify.annotations.Nullable;

/** A policy with some settings changed, in every section. */
final class OtherPolicy {
    private static final YAMLMapper YAML = new YAMLMapper();
    private static final ObjectMapper JSON = new ObjectMapper();

    private OtherPolicy() {}

    /** The policy with these values, null where a detection cannot use one of them. */
    static @Nullable Policy with(
            Policy policy, Collection<OtherValue> values, Catalogue catalogue) {
        try {
            JsonNode root = YAML.readTree(policy.text());
            if (!(root instanceof ObjectNode tree)) {
                return null;
            }
            ObjectNode byDefault = object(tree, "default");
            for (OtherValue value : values) {
                set(byDefault, value);
                for (JsonNode tenant : tree.path("tenants")) {
                    if (tenant.path("detections")
                            .path(value.detectionId())
                            .path("settings")
                            .has(value.setting())) {
                        set((ObjectNode) tenant, value);
                    }
                }
            }
            // What is JSON is YAML.
            Policy other = PolicyReader.read(policy.file(), JSON.writeValueAsString(tree));
            return catalogue.problemsOf(other).isEmpty() ? other : null;
        } catch (PolicyException e) {
            return null;
        } catch (IOException e) {
            throw new UncheckedIOException("A policy that was read can be read again", e);
        }
    }

    private static void set(ObjectNode section, OtherValue value) {
        ObjectNode settings =
                object(object(object(section, "detections"), value.detectionId()), "settings");
        if (value.value().matches("[0-9]+")) {
            settings.put(value.setting(), Long.parseLong(value.value()));
        } else {
            settings.put(value.setting(), value.value());
        }
    }

    private static ObjectNode object(ObjectNode parent, String field) {
        return parent.get(field) instanceof ObjectNode there ? there : parent.putObject(field);
    }
}
