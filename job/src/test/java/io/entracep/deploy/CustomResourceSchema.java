package io.entracep.deploy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;

/**
 * The schema of a custom resource, as a cluster gets it from the operator that owns the resource.
 *
 * <p>A cluster drops what the schema does not name, without a word unless the client asks for one.
 * Here it is refused: a setting that is dropped is a setting that somebody believes in.
 */
final class CustomResourceSchema {
    private final JsonSchema spec;

    private CustomResourceSchema(JsonSchema spec) {
        this.spec = spec;
    }

    /**
     * Reads a CustomResourceDefinition that an artifact of the test class path holds. Of its
     * versions the first counts; the Flink operator has one.
     *
     * @throws FileNotFoundException when no artifact holds it
     */
    static CustomResourceSchema ofClassPath(String definition) throws IOException {
        try (InputStream yaml =
                CustomResourceSchema.class.getClassLoader().getResourceAsStream(definition)) {
            if (yaml == null) {
                throw new FileNotFoundException(definition + " is not on the class path");
            }
            JsonNode schema =
                    new YAMLMapper()
                            .readTree(yaml)
                            .requiredAt("/spec/versions/0/schema/openAPIV3Schema/properties/spec");
            close(schema);
            return new CustomResourceSchema(
                    JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
                            .getSchema(schema));
        }
    }

    /**
     * What a cluster would refuse or drop of this resource's {@code spec}, in words that begin with
     * the place; empty when all of it is known and well-typed.
     */
    List<String> problems(JsonNode resource) {
        return spec.validate(resource.required("spec")).stream()
                .map(ValidationMessage::getMessage)
                .sorted()
                .toList();
    }

    /** Allows an object the named properties only, unless it is a map of free keys. */
    private static void close(JsonNode schema) {
        JsonNode properties = schema.path("properties");
        properties.forEach(CustomResourceSchema::close);
        for (String part : List.of("items", "additionalProperties")) {
            if (schema.path(part).isObject()) {
                close(schema.path(part));
            }
        }
        if (!properties.isMissingNode()
                && !schema.has("additionalProperties")
                && !schema.path("x-kubernetes-preserve-unknown-fields").asBoolean()) {
            ((ObjectNode) schema).put("additionalProperties", false);
        }
    }
}
