package io.entracep.declared;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.entracep.decode.CapturePath;
import io.entracep.decode.Position;
import io.entracep.decode.RecordDecoder;
import io.entracep.decode.RecordMarker;
import io.entracep.event.EntraEvent;
import io.entracep.rule.CompiledRule;
import io.entracep.rule.JsonRecord;
import io.entracep.rule.PlaceholderLists;
import io.entracep.rule.RuleIndex;
import io.entracep.rule.RuleReader;
import io.entracep.rule.RuleSet;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeSet;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/**
 * A record that is streamed through says to every rule what its tree says: however it is spelled,
 * nested, cut or turned into another shape.
 */
class StreamedRecordProperties {
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private static final List<String> RECORDS =
            List.of(
                    """
                    {"time":"2026-03-01T10:00:00Z","category":"SignInLogs","operationName":"Sign-in activity",
                    "resultType":"50053","resultDescription":"Blocked","tenantId":"t","properties":{"id":"s1",
                    "createdDateTime":"2026-03-01T10:00:00Z","userId":"u1","userPrincipalName":"Alice@example.com",
                    "appId":"a1","appDisplayName":"Azure Portal","ipAddress":"192.0.2.7","userAgent":"azurehound/1",
                    "authenticationRequirement":"singleFactorAuthentication","conditionalAccessStatus":"notApplied",
                    "status":{"errorCode":50053,"failureReason":"Locked","additionalDetails":"MFA Denied"},
                    "authenticationProtocol":"deviceCode","isInteractive":true,"riskState":"atRisk",
                    "networkLocationDetails":[],"resourceDisplayName":"Windows Azure Service Management API",
                    "deviceDetail":{"deviceId":"","displayName":null,"trustType":"","isCompliant":false},
                    "authenticationDetails":[{"authenticationMethod":"Password","succeeded":true},
                    {"authenticationMethod":"Mobile app","succeeded":false}],
                    "location":{"city":"Lyon","countryOrRegion":"FR","geoCoordinates":{"latitude":45.750,"longitude":4.8}},
                    "signInEventTypes":["interactiveUser"],"autonomousSystemNumber":64500}}
                    """,
                    """
                    {"time":"2026-03-01T10:05:00Z","category":"AuditLogs","operationName":"Add user","tenantId":"t",
                    "resultSignature":"None","properties":{"id":"x1","category":"UserManagement","result":"success",
                    "activityDateTime":"2026-03-01T10:05:00Z","activityDisplayName":"Add user","resultReason":"",
                    "loggedByService":"Core Directory","operationType":"Add",
                    "initiatedBy":{"user":{"id":"u9","userPrincipalName":"eve@example.com"},"app":null},
                    "targetResources":[{"id":"u2","type":"User","userPrincipalName":"bob@example.com",
                    "modifiedProperties":[{"displayName":"UserType","oldValue":"[\\"Guest\\"]","newValue":"[\\"Member\\"]"},
                    {"displayName":"ConsentContext.IsAdminConsent","oldValue":null,"newValue":"\\"False\\""}]},
                    {"id":"g1","type":"Group","modifiedProperties":[]}],
                    "additionalDetails":[{"key":"additionalInfo","value":"x"},{"key":"User-Agent","value":"y"}]}}
                    """,
                    """
                    {"time":"2026-03-01T10:06:00Z","category":"UserRiskEvents","operationName":"User Risk Detection",
                    "tenantId":"t","properties":{"id":"r1","riskEventType":"anonymizedIPAddress","riskLevel":"medium",
                    "userId":"u1","ipAddress":"192.0.2.7","detectedDateTime":"2026-03-01T10:06:00Z"}}
                    """,
                    """
                    {"time":"2026-03-01T10:07:00Z","category":"Administrative","tenantId":"t",
                    "operationName":"MICROSOFT.NETWORK/FIREWALLS/DELETE","resultType":"Success",
                    "resourceId":"/subscriptions/1/providers/Microsoft.Network","identity":{"claims":{"appid":"a"}},
                    "properties":{"eventCategory":"Administrative","message":"Microsoft.Portal/consoles/write"}}
                    """);

    private static final String OWN =
            rule("auditlogs", "arrays", "targetResources.type: Group")
                    + rule(
                            "auditlogs",
                            "selector",
                            "TargetResources.modifiedProperties[displayName=UserType].newValue: Member")
                    + rule("auditlogs", "detail", "additionalDetails[key=additionalInfo].value: x")
                    + rule(
                            "auditlogs",
                            "undetailed",
                            "additionalDetails[key=additionalInfo].value|exists: false")
                    + rule(
                            "signinlogs",
                            "selected-step",
                            "authenticationDetails[succeeded=true].authenticationMethod: Password")
                    + rule("auditlogs", "whole", "TargetResources|contains: bob@example.com")
                    + rule("auditlogs", "reason", "properties.resultReason: ''")
                    + rule("auditlogs", "app", "initiatedBy.app: null")
                    + rule("auditlogs", "category", "category: UserManagement")
                    + rule("signinlogs", "number", "status.errorCode: 50053")
                    + rule("signinlogs", "flag", "isInteractive: true")
                    + rule("signinlogs", "none", "deviceDetail.displayName: null")
                    + rule("signinlogs", "absent", "deviceDetail.browser|exists: false")
                    + rule(
                            "signinlogs",
                            "steps",
                            "authenticationDetails.authenticationMethod: Mobile app")
                    + rule("signinlogs", "empty", "NetworkLocationDetails: '[]'")
                    + rule("signinlogs", "place", "location.geoCoordinates.latitude|gte: 45.75")
                    + rule("signinlogs", "types", "signInEventTypes: interactiveUser")
                    + rule("signinlogs", "upn", "UserPrincipalName|endswith: '@example.com'")
                    + rule("signinlogs", "device", "DeviceDetail|contains: trustType")
                    + rule("activitylogs", "claim", "identity.claims.appid: a");

    private static final RuleSet RULES = read();
    private static final List<CompiledRule> BOUND =
            RULES.bind(
                    PlaceholderLists.of(
                            Map.of(
                                    "ApprovedUserUpn", List.of("helpdesk@example.com"),
                                    "Important_AppIds", List.of("a1"),
                                    "Known_Location", List.of("FR"),
                                    "Approved_Inviters", List.of("eve@example.com"))));
    private static final RuleIndex INDEX = RuleIndex.of(BOUND);
    private static final Both BOTH = new Both();
    private static final RecordDecoder DECODER = new RecordDecoder(BOTH);

    private static String rule(String service, String name, String selection) {
        return "title: %s\nname: %s\nlogsource: {product: azure, service: %s}\ndetection:\n  s:\n    %s\n  condition: s\n---\n"
                .formatted(name, name, service, selection);
    }

    private static RuleSet read() {
        RuleReader reader = new RuleReader().read("own.yml", OWN.substring(0, OWN.length() - 4));
        publicRules().ifPresent(folder -> reader.readAll(List.of(folder)));
        RuleSet rules = reader.toRuleSet();
        assertThat(rules.problems()).allMatch(problem -> problem.file().contains("unsupported"));
        return rules;
    }

    @Property(tries = 20_000)
    void saysWhatItsTreeSays(@ForAll int record, @ForAll long seed) throws Exception {
        Random random = new Random(seed);
        ObjectNode node =
                (ObjectNode) MAPPER.readTree(RECORDS.get(Math.floorMod(record, RECORDS.size())));
        int mutations = random.nextInt(4);
        for (int i = 0; i < mutations; i++) {
            mutate(node, random);
        }

        byte[] bytes = MAPPER.writeValueAsString(node).getBytes(StandardCharsets.UTF_8);
        BOTH.clear();
        DECODER.decode(bytes, 0, bytes.length, new Position("s", 0, 0), decoded -> {});

        assertThat(BOTH.streamed).as(node.toString()).isEqualTo(BOTH.ofTree);
    }

    @Property(tries = 1)
    void theRecordsMatchSomething() {
        for (String record : RECORDS) {
            byte[] bytes = record.getBytes(StandardCharsets.UTF_8);
            BOTH.clear();
            DECODER.decode(bytes, 0, bytes.length, new Position("s", 0, 0), decoded -> {});
            assertThat(BOTH.streamed).isNotEmpty();
        }
    }

    /** Asks both ways. */
    private static final class Both implements RecordMarker {
        private final CapturedFields fields = new CapturedFields(RULES.paths());
        private final TreeSet<String> streamed = new TreeSet<>();
        private final TreeSet<String> ofTree = new TreeSet<>();

        void clear() {
            streamed.clear();
            ofTree.clear();
        }

        @Override
        public List<CapturePath> paths() {
            return fields.captured();
        }

        @Override
        public Marks mark(EntraEvent event, ReadRecord record) {
            INDEX.match(
                    event.category(),
                    fields.of(record, event.category().onlyName()),
                    rule -> streamed.add(rule.key()));
            try {
                JsonNode tree =
                        MAPPER.readTree(
                                record.bytes(), record.start(), record.end() - record.start());
                JsonRecord whole = new JsonRecord(tree, RULES.paths(), event.category().onlyName());
                for (CompiledRule rule : BOUND) {
                    if (rule.categories().contains(event.category()) && rule.matches(whole)) {
                        ofTree.add(rule.key());
                    }
                }
            } catch (java.io.IOException e) {
                throw new java.io.UncheckedIOException(e);
            }
            return Marks.NONE;
        }
    }

    // --- mutations

    private static void mutate(ObjectNode root, Random random) {
        List<ObjectNode> objects = new ArrayList<>();
        collect(root, objects);
        ObjectNode object = objects.get(random.nextInt(objects.size()));
        List<String> names = new ArrayList<>();
        object.fieldNames().forEachRemaining(names::add);
        if (names.isEmpty()) {
            return;
        }
        String name = names.get(random.nextInt(names.size()));
        JsonNode value = object.get(name);
        switch (random.nextInt(13)) {
            case 0 -> object.remove(name);
            case 1 -> object.putNull(name);
            case 2 -> object.set(name, new TextNode(value.toString()));
            case 3 -> object.set(name, NODES.arrayNode().add(value));
            case 4 ->
                    object.set(
                            name, NODES.arrayNode().add(value).add(NODES.arrayNode().add(value)));
            case 5 -> rename(object, name, spelled(name, random));
            case 6 -> rename(object, name, name + (random.nextBoolean() ? "_string" : "_dynamic"));
            case 7 -> object.put(name, "");
            case 8 -> object.put(name, random.nextInt(3) * 50053.5);
            case 9 -> object.put(name, random.nextBoolean());
            case 10 -> flatten(root);
            case 11 -> object.set(name, cut(value, random));
            default -> object.set(spelled(name, random) + " ", value);
        }
    }

    private static void collect(JsonNode node, List<ObjectNode> objects) {
        if (node instanceof ObjectNode object) {
            objects.add(object);
        }
        for (Iterator<JsonNode> i = node.elements(); i.hasNext(); ) {
            collect(i.next(), objects);
        }
    }

    private static String spelled(String name, Random random) {
        return switch (random.nextInt(3)) {
            case 0 -> name.toUpperCase(Locale.ROOT);
            case 1 -> name.toLowerCase(Locale.ROOT);
            default -> Character.toUpperCase(name.charAt(0)) + name.substring(1);
        };
    }

    private static void rename(ObjectNode object, String from, String to) {
        JsonNode value = object.remove(from);
        object.set(to, value);
    }

    /** As Graph and Log Analytics have it: no envelope. */
    private static void flatten(ObjectNode root) {
        if (root.remove("properties") instanceof ObjectNode properties) {
            properties
                    .properties()
                    .forEach(
                            field -> {
                                if (!root.has(field.getKey())) {
                                    root.set(field.getKey(), field.getValue());
                                }
                            });
        }
    }

    private static JsonNode cut(JsonNode value, Random random) {
        String text = value instanceof ArrayNode || value.isObject() ? value.toString() : "{\"a\":";
        return new TextNode(text.substring(0, random.nextInt(text.length() + 1)));
    }

    private static Optional<Path> publicRules() {
        return Stream.iterate(
                        Path.of("").toAbsolutePath(), folder -> folder != null, Path::getParent)
                .map(folder -> folder.resolve("shared/sigma/public-rules"))
                .filter(Files::isDirectory)
                .findFirst();
    }
}
