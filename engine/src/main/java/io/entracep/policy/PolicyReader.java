package io.entracep.policy;

import io.entracep.yaml.NodeReader;
import io.entracep.yaml.Problems;
import io.entracep.yaml.TextFile;
import io.entracep.yaml.YamlNode;
import io.entracep.yaml.YamlTree;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads a policy file. Either everything in it is right, or all that is wrong is told at once.
 *
 * <pre>{@code
 * Policy policy = PolicyReader.read(Path.of("policy.yaml"));
 * boolean drill = policy.forTenant(tenantId).announcedDrill(userId, upn, time) != null;
 * }</pre>
 */
public final class PolicyReader {

    /** Largest file that is read. Ten thousand accounts take less than half of this. */
    public static final int MAX_BYTES = TextFile.MAX_BYTES;

    private static final List<String> SECTIONS = List.of("effective-from", "default", "tenants");

    private PolicyReader() {}

    /**
     * Reads a file.
     *
     * @throws PolicyException with every problem, also where there is no such file
     */
    public static Policy read(Path file) {
        Problems problems = new Problems(file.toString());
        String yaml = TextFile.read(file, problems);
        if (yaml == null) {
            throw new PolicyException(problems.inOrder());
        }
        return read(file.toString(), yaml);
    }

    /**
     * Reads text.
     *
     * @param name how messages name the text, usually its file
     * @throws PolicyException with every problem
     */
    public static Policy read(String name, String yaml) {
        Problems problems = new Problems(name);
        Policy policy = policy(name, yaml, problems);
        if (policy == null || !problems.isEmpty()) {
            throw new PolicyException(problems.inOrder());
        }
        return policy;
    }

    private static @Nullable Policy policy(String name, String yaml, Problems problems) {
        if (yaml.length() > MAX_BYTES) {
            problems.add("", 0, null, "at most " + MAX_BYTES + " bytes long");
            return null;
        }
        YamlNode root = YamlTree.parse(yaml, problems);
        if (root == null || root instanceof YamlNode.Empty) {
            if (problems.isEmpty()) {
                problems.add(
                        "", 0, null, "a mapping with default and tenants; the file has no content");
            }
            return null;
        }
        DeceptiveText.check(root, problems);
        NodeReader reader =
                new NodeReader(problems, ValueTypes.ZONE.absent(), PolicySection.MANUAL);
        Map<String, YamlNode> sections = reader.fields(root, SECTIONS);
        YamlNode.Mapping byDefault = section(reader, sections.get("default"));
        Map<String, TenantPolicy> tenants = new HashMap<>();
        YamlNode overrides = sections.get("tenants");
        if (overrides != null) {
            tenants.putAll(
                    reader.map(
                            overrides,
                            Formats::guid,
                            node ->
                                    tenant(
                                            PolicySection.merge(byDefault, section(reader, node)),
                                            problems)));
        }
        return new Policy(
                name,
                yaml,
                tenant(byDefault, problems),
                tenants,
                Policy.lines(root),
                DetectionMention.in(root),
                reader.one(
                        sections.get("effective-from"),
                        text -> Formats.moment(text, ValueTypes.ZONE.absent())));
    }

    private static TenantPolicy tenant(YamlNode.Mapping section, Problems problems) {
        return new TenantPolicy(new PolicySection(section, problems));
    }

    private static YamlNode.Mapping section(NodeReader reader, @Nullable YamlNode node) {
        return node == null
                ? new YamlNode.Mapping("", 0, Map.of())
                : new YamlNode.Mapping(node.path(), node.line(), reader.entries(node));
    }
}
