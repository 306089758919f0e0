package io.entracep.format;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What OCSF 1.4.0 asks of a Detection Finding: of each object the attributes that we write or must
 * write, their types, what is required, and the names of numbers. An attribute that is not here was
 * not looked up.
 *
 * <p>Source: Open Cybersecurity Schema Framework 1.4.0, class {@code detection_finding} with {@code
 * finding} and {@code base_event}, and the objects named here. {@code !} is required, {@code []} an
 * array, {@code ANY} names attributes of which at least one must be there. In an enumeration the
 * first word is the attribute that repeats the number's name.
 */
final class OcsfFacts {
    private static final String FACTS =
            """
            detection_finding activity_id! int activity_name 0=Unknown 1=Create 2=Update 3=Close 99=Other
            detection_finding activity_name string
            detection_finding category_uid! int category_name 2=Findings
            detection_finding category_name string
            detection_finding class_uid! int class_name 2004=Detection_Finding
            detection_finding class_name string
            detection_finding type_uid! int type_name 200400=Detection_Finding:_Unknown 200401=Detection_Finding:_Create 200402=Detection_Finding:_Update 200403=Detection_Finding:_Close 200499=Detection_Finding:_Other
            detection_finding type_name string
            detection_finding severity_id! int severity 0=Unknown 1=Informational 2=Low 3=Medium 4=High 5=Critical 6=Fatal 99=Other
            detection_finding severity string
            detection_finding status_id int status 0=Unknown 1=New 2=In_Progress 3=Suppressed 4=Resolved 5=Archived 99=Other
            detection_finding status string
            detection_finding time! time
            detection_finding start_time time
            detection_finding end_time time
            detection_finding is_alert boolean
            detection_finding message string
            detection_finding metadata! metadata
            detection_finding finding_info! finding_info
            detection_finding resources resource_details[]
            detection_finding evidences evidences[]
            detection_finding unmapped free
            metadata version! string
            metadata product! product
            metadata uid string
            metadata tenant_uid string
            product name string
            product vendor_name string
            product ANY name uid
            finding_info uid! string
            finding_info title string
            finding_info desc string
            finding_info created_time time
            finding_info modified_time time
            finding_info first_seen_time time
            finding_info last_seen_time time
            finding_info analytic analytic
            finding_info types string[]
            finding_info attacks attack[]
            analytic uid string
            analytic name string
            analytic type_id! int type 0=Unknown 1=Rule 2=Behavioral 3=Statistical 4=Learning_(ML/DL) 99=Other
            analytic type string
            analytic ANY name uid
            attack technique technique
            attack sub_technique technique
            attack ANY tactic technique sub_technique
            technique uid string
            technique name string
            technique ANY name uid
            resource_details uid string
            resource_details name string
            resource_details type string
            resource_details ANY name uid
            evidences actor actor
            evidences src_endpoint network_endpoint
            evidences api api
            evidences data free
            evidences ANY actor api data src_endpoint user
            actor user user
            actor ANY user app_name app_uid session process
            user name string
            user ANY account name uid
            network_endpoint ip ip
            network_endpoint ANY ip uid name hostname domain
            api operation! string
            api service service
            service name string
            service ANY name uid
            """;

    private static final Map<String, Map<String, Attribute>> OBJECTS = new HashMap<>();
    private static final Map<String, List<String>> ANY = new HashMap<>();

    static {
        FACTS.lines().forEach(OcsfFacts::read);
    }

    /**
     * @param type {@code int}, {@code time} (milliseconds since 1970), {@code string}, {@code
     *     boolean}, {@code ip}, {@code free} (any object), or an object of this table
     * @param caption the attribute with the number's name; empty for none
     * @param names of numbers; empty where any will do
     */
    private record Attribute(
            boolean required, String type, String caption, Map<Integer, String> names) {}

    private OcsfFacts() {}

    /** What is wrong with a finding, by path. Empty for a right one. */
    static List<String> problems(JsonNode finding) {
        List<String> problems = new ArrayList<>();
        checkObject("detection_finding", finding, "", problems);
        if (finding.path("type_uid").asLong()
                != finding.path("class_uid").asLong() * 100
                        + finding.path("activity_id").asLong()) {
            problems.add("type_uid is not class_uid * 100 + activity_id");
        }
        return problems;
    }

    private static void read(String line) {
        String[] words = line.split(" ");
        if (words[1].equals("ANY")) {
            ANY.put(words[0], List.of(words).subList(2, words.length));
            return;
        }
        Map<Integer, String> names = new HashMap<>();
        for (int i = 4; i < words.length; i++) {
            int equals = words[i].indexOf('=');
            names.put(
                    Integer.valueOf(words[i].substring(0, equals)),
                    words[i].substring(equals + 1).replace('_', ' '));
        }
        OBJECTS.computeIfAbsent(words[0], name -> new LinkedHashMap<>())
                .put(
                        words[1].replace("!", ""),
                        new Attribute(
                                words[1].endsWith("!"),
                                words[2],
                                words.length > 3 ? words[3] : "",
                                names));
    }

    private static void checkObject(
            String object, JsonNode node, String path, List<String> problems) {
        if (!node.isObject()) {
            problems.add(path + " is no object");
            return;
        }
        Map<String, Attribute> attributes = OBJECTS.getOrDefault(object, Map.of());
        attributes.forEach(
                (name, attribute) -> {
                    if (attribute.required() && !node.has(name)) {
                        problems.add(path + name + " is required");
                    }
                });
        List<String> any = ANY.getOrDefault(object, List.of());
        if (!any.isEmpty() && any.stream().noneMatch(node::has)) {
            problems.add(path + " needs one of " + any);
        }
        node.properties()
                .forEach(
                        field -> {
                            Attribute attribute = attributes.get(field.getKey());
                            String at = path + field.getKey();
                            if (attribute == null) {
                                problems.add(at + " is not known in " + object);
                            } else {
                                check(attribute, field.getValue(), node, at, problems);
                            }
                        });
    }

    private static void check(
            Attribute attribute, JsonNode value, JsonNode of, String at, List<String> problems) {
        if (!attribute.type().endsWith("[]")) {
            checkValue(attribute.type(), value, at, problems);
            checkName(attribute, value, of, at, problems);
            return;
        }
        if (!value.isArray() || value.isEmpty()) {
            problems.add(at + " is no array with items");
        }
        String item = attribute.type().substring(0, attribute.type().length() - 2);
        for (int i = 0; i < value.size(); i++) {
            checkValue(item, value.get(i), at + "[" + i + "]", problems);
        }
    }

    private static void checkValue(String type, JsonNode value, String at, List<String> problems) {
        boolean right =
                switch (type) {
                    case "int", "time" -> value.isIntegralNumber();
                    case "string" -> value.isTextual() && !value.asText().isEmpty();
                    case "boolean" -> value.isBoolean();
                    case "ip" -> value.isTextual() && value.asText().matches("[0-9a-fA-F.:]+");
                    case "free" -> value.isObject();
                    default -> {
                        checkObject(type, value, at + ".", problems);
                        yield true;
                    }
                };
        if (!right) {
            problems.add("%s is %s, not of type %s".formatted(at, value, type));
        }
    }

    private static void checkName(
            Attribute attribute, JsonNode value, JsonNode of, String at, List<String> problems) {
        if (attribute.names().isEmpty()) {
            return;
        }
        String name = attribute.names().get(value.asInt());
        if (name == null) {
            problems.add(at + " is " + value + ", which has no meaning");
        } else if (of.has(attribute.caption())
                && !of.path(attribute.caption()).asText().equals(name)) {
            problems.add("%s is %s, whose name is %s".formatted(at, value, name));
        }
    }
}
