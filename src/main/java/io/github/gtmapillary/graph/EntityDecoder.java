package io.github.gtmapillary.graph;

import io.github.gtmapillary.failure.FailureKind;
import io.github.gtmapillary.failure.MapillaryException;
import io.github.gtmapillary.model.DecodeListener;
import io.github.gtmapillary.model.Projection;
import io.github.gtmapillary.model.Row;
import io.github.gtmapillary.schema.Attribute;
import io.github.gtmapillary.schema.AttributeKind;
import io.github.gtmapillary.schema.ClassRule;
import io.github.gtmapillary.schema.EntitySource;
import io.github.gtmapillary.schema.Positions;
import io.github.gtmapillary.schema.TypeSchema;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.locationtech.jts.geom.Geometry;

/** Decodes answers of the Graph API into rows of one feature type. A field that an answer lacks becomes null. */
public final class EntityDecoder {
    /** The member of a list within an entity that shows that the list goes on. */
    private static final String NEXT_PAGE = ".paging.next";

    /** The parameter that holds the cursor in the address of a next page. */
    private static final String AFTER = "after=";

    private final TypeSchema schema;
    private final Projection wanted;
    private final Positions positions;
    private final DecodeListener listener;
    private final KnownValues known;

    /**
     * Makes a decoder that takes all values from the answers.
     *
     * @param wanted the parts of an entity that rows hold
     * @param positions the position that is the geometry of an image; an image without a computed position keeps its original one
     * @param listener is told of wanted values that can't be read, and of truncated lists
     */
    public EntityDecoder(TypeSchema schema, Projection wanted, Positions positions, DecodeListener listener) {
        this(schema, wanted, positions, listener, KnownValues.NONE);
    }

    private EntityDecoder(
            TypeSchema schema, Projection wanted, Positions positions, DecodeListener listener, KnownValues known) {
        this.schema = schema;
        this.wanted = wanted;
        this.positions = positions;
        this.listener = listener;
        this.known = known;
    }

    /** The same decoder with known values for wanted attributes that an answer lacks. */
    public EntityDecoder knowing(KnownValues values) {
        return new EntityDecoder(schema, wanted, positions, listener, values);
    }

    /**
     * Decodes an answer to {@link GraphRequest#entities}.
     *
     * @return the entities that exist and belong to the type, by id
     * @throws IOException if the answer is in an unknown form
     */
    public Map<String, Row> entities(byte[] body) throws IOException {
        Map<String, Row> rows = new HashMap<>();
        GraphAnswer.readById(body, members -> addRow(members, rows));
        return rows;
    }

    /** Decodes an answer to {@link GraphRequest#entity}; empty if the entity does not belong to the type. */
    public Optional<Row> entity(byte[] body) throws IOException {
        Map<String, Row> rows = new HashMap<>();
        GraphAnswer.readOne(body, members -> addRow(members, rows));
        return rows.values().stream().findFirst();
    }

    /** Decodes an answer to {@link GraphRequest#listed} or {@link GraphRequest#search}, in its order; it may be one of several pages. */
    public EntityPage<Row> page(byte[] body) throws IOException {
        List<Row> rows = new ArrayList<>();
        return page(rows, GraphAnswer.readList(body, members -> {
            Map<String, Row> one = new HashMap<>();
            addRow(members, one);
            rows.addAll(one.values());
        }));
    }

    /**
     * Decodes the ids in an answer of the form {@code {"data": [{"id": "1"}, …]}}, in its order; it may be one of several pages.
     *
     * @throws IOException if the answer is in an unknown form
     */
    public static EntityPage<String> ids(byte[] body) throws IOException {
        List<String> ids = new ArrayList<>();
        return page(ids, GraphAnswer.readList(body, members -> ids.add(idOf(members))));
    }

    private static <T> EntityPage<T> page(List<T> rows, Map<String, @Nullable Object> paging) throws IOException {
        Object link = paging.get("next");
        boolean linked = link != null;
        Optional<String> cursor = JsonValue.at(paging, "cursors.after") instanceof String after && !after.isEmpty()
                ? Optional.of(after)
                : cursorOf(String.valueOf(link));
        if (linked && cursor.isEmpty()) {
            throw new MapillaryException(
                    FailureKind.UNEXPECTED_ANSWER,
                    "Mapillary's Graph API has another page, but gives no cursor for it");
        }
        return new EntityPage<>(rows, cursor, linked);
    }

    /** The cursor in the address of a next page. */
    private static Optional<String> cursorOf(String link) {
        return Arrays.stream(link.replaceFirst("^[^?]*", "").split("[?&]", -1))
                .filter(parameter -> parameter.startsWith(AFTER) && parameter.length() > AFTER.length())
                .map(parameter -> URLDecoder.decode(parameter.substring(AFTER.length()), StandardCharsets.UTF_8))
                .findFirst();
    }

    private void addRow(Map<String, @Nullable Object> members, Map<String, Row> into) throws IOException {
        if (!belongs(members)) {
            return;
        }
        String entityId = idOf(members);
        Map<String, String> filledIn = known.of(entityId);
        @Nullable Object[] values = new @Nullable Object[schema.attributes().size()];
        for (int i = 0; i < values.length; i++) {
            Attribute attribute = schema.attributes().get(i);
            String field = attribute.graphField();
            boolean asked = wanted.attributes().contains(attribute.name())
                    || attribute.name().equals(Attribute.ID);
            if (field != null && asked && !attribute.derived()) {
                values[i] = value(members, attribute, field, entityId);
                if (attribute.kind() == AttributeKind.IDS && JsonValue.at(members, field + NEXT_PAGE) != null) {
                    listener.cut(attribute.name(), entityId);
                }
            }
            if (values[i] == null && asked) {
                values[i] = filledIn.get(attribute.name());
            }
        }
        Object id = values[schema.indexOf(Attribute.ID)];
        if (id == null) {
            throw new UnknownFormException("an entity of " + schema.name() + " without an id", null);
        }
        derive(values, id.toString());
        into.put(entityId, new Row(id.toString(), Arrays.asList(values), wanted.geometry() ? geometry(members) : null));
    }

    /** Null also for an unreadable value, unless the query uses the value or it is the entity's id or place. */
    private @Nullable Object value(
            Map<String, @Nullable Object> members, Attribute attribute, String field, String entityId)
            throws IOException {
        try {
            return FieldValue.read(JsonValue.at(members, field), attribute.kind(), field);
        } catch (UnknownFormException e) {
            if (attribute.identifies() || attribute.kind() == AttributeKind.POSITION) {
                throw e;
            }
            if (wanted.decisive().contains(attribute.name())) {
                throw e.usedAs(attribute.name());
            }
            listener.unreadable(attribute.name(), entityId, e.found() + ".");
            return null;
        }
    }

    private static String idOf(Map<String, @Nullable Object> members) throws IOException {
        Object id = FieldValue.read(members.get("id"), AttributeKind.ID, "id");
        if (id == null) {
            throw new UnknownFormException("an entity without an id", null);
        }
        return id.toString();
    }

    private void derive(@Nullable Object[] values, String id) {
        for (int i = 0; i < values.length; i++) {
            Attribute attribute = schema.attributes().get(i);
            if (attribute.derived() && wanted.attributes().contains(attribute.name())) {
                values[i] = attribute.derive(id);
            }
        }
    }

    private boolean belongs(Map<String, @Nullable Object> members) {
        Optional<ClassRule> rule = schema.entity().flatMap(EntitySource::classes);
        return rule.isEmpty()
                || rule.get().admits(String.valueOf(members.get(rule.get().field())));
    }

    private @Nullable Geometry geometry(Map<String, @Nullable Object> members) throws IOException {
        for (String field : schema.placeFields(positions)) {
            Geometry place = position(members, field);
            if (place != null) {
                return place;
            }
        }
        return null;
    }

    private static @Nullable Geometry position(Map<String, @Nullable Object> members, String field) throws IOException {
        return (Geometry) FieldValue.read(JsonValue.at(members, field), AttributeKind.POSITION, field);
    }
}
