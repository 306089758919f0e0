package io.entracep.deploy;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.cfg.MapperConfig;
import com.fasterxml.jackson.databind.introspect.Annotated;
import com.fasterxml.jackson.databind.introspect.JacksonAnnotationIntrospector;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.KubernetesResource;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.stream.Collectors;

/**
 * The classes that Kubernetes clients in Java read resources into, made strict: they keep a field
 * that they do not know, here it is refused. Types are checked; values of the fields that
 * Kubernetes limits to a list are plain text in these classes.
 */
final class KubernetesModel {
    private static final JsonMapper STRICT =
            JsonMapper.builder().annotationIntrospector(new NothingIsIgnored()).build();

    private final Map<String, Class<? extends HasMetadata>> kinds;

    private KubernetesModel(Map<String, Class<? extends HasMetadata>> kinds) {
        this.kinds = kinds;
    }

    /** With every kind that the artifacts of the test class path know. */
    static KubernetesModel ofClassPath() {
        return new KubernetesModel(
                ServiceLoader.load(KubernetesResource.class).stream()
                        .map(ServiceLoader.Provider::type)
                        .filter(HasMetadata.class::isAssignableFrom)
                        .map(type -> type.<HasMetadata>asSubclass(HasMetadata.class))
                        .collect(Collectors.toMap(KubernetesModel::key, type -> type)));
    }

    /** Whether there is a class for what the resource says it is. */
    boolean knows(JsonNode resource) {
        return kinds.containsKey(key(resource));
    }

    /**
     * Reads a whole resource.
     *
     * @throws IllegalArgumentException when there is no such kind in that version
     * @throws JsonProcessingException naming the field that is unknown or of another type
     */
    HasMetadata read(JsonNode resource) throws JsonProcessingException {
        Class<? extends HasMetadata> type = kinds.get(key(resource));
        if (type == null) {
            throw new IllegalArgumentException("there is no " + key(resource));
        }
        return read(resource, type);
    }

    /** Reads a resource of a kind that another artifact brings, with the same strictness. */
    static <T extends HasMetadata> T read(JsonNode resource, Class<T> type)
            throws JsonProcessingException {
        return STRICT.treeToValue(resource, type);
    }

    private static String key(JsonNode resource) {
        return resource.path("apiVersion").asText() + " " + resource.path("kind").asText();
    }

    /** As a manifest writes it: the core group has no name. */
    private static String key(Class<? extends HasMetadata> type) {
        String group = HasMetadata.getGroup(type);
        return (group.isEmpty() ? "" : group + "/")
                + HasMetadata.getVersion(type)
                + " "
                + HasMetadata.getKind(type);
    }

    /** Overrides what these classes say about fields that they do not know. */
    private static final class NothingIsIgnored extends JacksonAnnotationIntrospector {
        private static final long serialVersionUID = 1;

        @Override
        public Boolean hasAnySetter(Annotated member) {
            return false;
        }

        @Override
        public JsonIgnoreProperties.Value findPropertyIgnoralByName(
                MapperConfig<?> config, Annotated member) {
            return super.findPropertyIgnoralByName(config, member).withoutIgnoreUnknown();
        }
    }
}
