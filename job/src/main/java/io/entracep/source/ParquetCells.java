package io.entracep.source;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.schema.GroupType;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.DateLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.DecimalLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.ListLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.MapLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.TimeUnit;
import org.apache.parquet.schema.LogicalTypeAnnotation.TimestampLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.UUIDLogicalTypeAnnotation;
import org.apache.parquet.schema.Type;

/** The cells of a Parquet row as the texts that other exports have. */
final class ParquetCells {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    /** 1970-01-01 as the day number that 96-bit times count in. */
    private static final long JULIAN_EPOCH = 2_440_588;

    private static final long NANOS_OF_SECOND = 1_000_000_000;
    private static final long SECONDS_OF_DAY = 86_400;

    private ParquetCells() {}

    /** The text of a column: times in UTC, what has parts as JSON, nothing as an empty one. */
    static String text(Group row, int column) {
        JsonNode cell = node(row, column);
        return cell.isNull() ? "" : cell.isContainerNode() ? cell.toString() : cell.asText();
    }

    private static JsonNode node(Group group, int field) {
        Type type = group.getType().getType(field);
        int values = group.getFieldRepetitionCount(field);
        if (type.isRepetition(Type.Repetition.REPEATED)) {
            ArrayNode list = JSON.createArrayNode();
            for (int i = 0; i < values; i++) {
                list.add(value(group, field, i));
            }
            return list;
        }
        return values == 0 ? NODES.nullNode() : value(group, field, 0);
    }

    private static JsonNode value(Group group, int field, int index) {
        Type type = group.getType().getType(field);
        return type.isPrimitive()
                ? primitive(group, field, index, type)
                : parts(group.getGroup(field, index), type.asGroupType());
    }

    private static JsonNode parts(Group group, GroupType type) {
        LogicalTypeAnnotation kind = type.getLogicalTypeAnnotation();
        if (kind instanceof ListLogicalTypeAnnotation && type.getFieldCount() == 1) {
            return list(group);
        }
        if (kind instanceof MapLogicalTypeAnnotation && type.getFieldCount() == 1) {
            return map(group);
        }
        ObjectNode object = JSON.createObjectNode();
        for (int i = 0; i < type.getFieldCount(); i++) {
            JsonNode part = node(group, i);
            if (!part.isNull()) {
                object.set(type.getFieldName(i), part);
            }
        }
        return object;
    }

    /**
     * A list is a group of one repeated group of one element; older writers leave one level out.
     */
    private static JsonNode list(Group group) {
        ArrayNode list = JSON.createArrayNode();
        Type repeated = group.getType().getType(0);
        for (int i = 0; i < group.getFieldRepetitionCount(0); i++) {
            boolean isWrapper =
                    !repeated.isPrimitive() && repeated.asGroupType().getFieldCount() == 1;
            list.add(isWrapper ? node(group.getGroup(0, i), 0) : value(group, 0, i));
        }
        return list;
    }

    private static JsonNode map(Group group) {
        ObjectNode map = JSON.createObjectNode();
        for (int i = 0; i < group.getFieldRepetitionCount(0); i++) {
            Group entry = group.getGroup(0, i);
            boolean hasValue = entry.getType().getFieldCount() > 1;
            map.set(node(entry, 0).asText(), hasValue ? node(entry, 1) : NODES.nullNode());
        }
        return map;
    }

    private static JsonNode primitive(Group group, int field, int index, Type type) {
        LogicalTypeAnnotation kind = type.getLogicalTypeAnnotation();
        return switch (type.asPrimitiveType().getPrimitiveTypeName()) {
            case BOOLEAN -> NODES.booleanNode(group.getBoolean(field, index));
            case INT32 -> number(group.getInteger(field, index), kind);
            case INT64 -> number(group.getLong(field, index), kind);
            case FLOAT -> NODES.numberNode(group.getFloat(field, index));
            case DOUBLE -> NODES.numberNode(group.getDouble(field, index));
            case INT96 -> NODES.textNode(oldTime(group.getInt96(field, index)).toString());
            case BINARY, FIXED_LEN_BYTE_ARRAY -> bytes(group.getBinary(field, index), kind);
        };
    }

    private static JsonNode number(long value, LogicalTypeAnnotation kind) {
        if (kind instanceof TimestampLogicalTypeAnnotation time) {
            return NODES.textNode(Instant.EPOCH.plus(value, unit(time.getUnit())).toString());
        }
        if (kind instanceof DateLogicalTypeAnnotation) {
            return NODES.textNode(LocalDate.ofEpochDay(value).toString());
        }
        if (kind instanceof DecimalLogicalTypeAnnotation decimal) {
            return NODES.numberNode(BigDecimal.valueOf(value, decimal.getScale()));
        }
        return NODES.numberNode(value);
    }

    private static ChronoUnit unit(TimeUnit unit) {
        return switch (unit) {
            case MILLIS -> ChronoUnit.MILLIS;
            case MICROS -> ChronoUnit.MICROS;
            case NANOS -> ChronoUnit.NANOS;
        };
    }

    private static JsonNode bytes(Binary value, LogicalTypeAnnotation kind) {
        if (kind instanceof DecimalLogicalTypeAnnotation decimal) {
            return NODES.numberNode(
                    new BigDecimal(new BigInteger(value.getBytes()), decimal.getScale()));
        }
        if (kind instanceof UUIDLogicalTypeAnnotation) {
            ByteBuffer uuid = value.toByteBuffer();
            return NODES.textNode(new UUID(uuid.getLong(), uuid.getLong()).toString());
        }
        return NODES.textNode(value.toStringUsingUTF8());
    }

    /** Nanoseconds of the day, then the day, both with the least byte first. */
    private static Instant oldTime(Binary value) {
        ByteBuffer time = value.toByteBuffer().order(ByteOrder.LITTLE_ENDIAN);
        long nanos = time.getLong();
        long day = time.getInt() - JULIAN_EPOCH;
        return Instant.ofEpochSecond(
                day * SECONDS_OF_DAY + nanos / NANOS_OF_SECOND, nanos % NANOS_OF_SECOND);
    }
}
