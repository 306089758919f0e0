package io.entracep.decode;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.Set;

/**
 * The lines of a bulk file of Elasticsearch or OpenSearch that say where the document on the next
 * line goes. Such a line is no record, and nothing is lost with it. A line that says anything else
 * beside it is not taken for one.
 */
final class BulkAction {
    private static final Set<String> ACTIONS = Set.of("index", "create", "update", "delete");

    private static final Set<String> WORDS =
            Set.of(
                    "_id",
                    "_index",
                    "_routing",
                    "_type",
                    "if_primary_term",
                    "if_seq_no",
                    "list_executed_pipelines",
                    "op_type",
                    "pipeline",
                    "require_alias",
                    "require_data_stream",
                    "retry_on_conflict",
                    "routing",
                    "version",
                    "version_type");

    private BulkAction() {}

    /** Whether the object in these bytes is such a line, and nothing else. */
    static boolean is(JsonFactory factory, byte[] bytes, int start, int end) throws IOException {
        try (JsonParser parser = factory.createParser(bytes, start, end - start)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                return false;
            }
            String action = parser.nextFieldName();
            return action != null
                    && ACTIONS.contains(action)
                    && parser.nextToken() == JsonToken.START_OBJECT
                    && saysOnlyWhere(parser)
                    && parser.nextToken() == JsonToken.END_OBJECT;
        }
    }

    private static boolean saysOnlyWhere(JsonParser parser) throws IOException {
        String word;
        while ((word = parser.nextFieldName()) != null) {
            if (!WORDS.contains(word) || !parser.nextToken().isScalarValue()) {
                return false;
            }
        }
        return true;
    }
}
