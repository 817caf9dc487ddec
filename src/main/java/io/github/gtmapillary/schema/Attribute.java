package io.github.gtmapillary.schema;

import org.jspecify.annotations.Nullable;

/**
 * One attribute of a feature type.
 *
 * @param name the name for users
 * @param kind the kind of its values
 * @param tileProperty the property of a tile's features that holds it; null if tiles do not have it
 * @param graphField the field of an entity that holds it, with a dot before a field of a field; null if entities do not have it
 */
public record Attribute(
        String name,
        AttributeKind kind,
        @Nullable String tileProperty,
        @Nullable String graphField) {

    /** The tile property that makes {@link #embedUrl()}: the image's id. */
    private static final String ID_PROPERTY = "id";

    /** The name of the attribute that every type has, and that feature ids are made of. */
    public static final String ID = "id";

    private static final String EMBED_URL = "embed_url";

    private static final String SFM_CLUSTER = "sfm_cluster";

    private static final String MESH = "mesh";

    static Attribute id() {
        return new Attribute(ID, AttributeKind.ID, ID_PROPERTY, ID_PROPERTY);
    }

    static Attribute attribute(AttributeKind kind, String name) {
        return new Attribute(name, kind, name, name);
    }

    /** The same attribute from a field of another name. */
    Attribute fromField(String field) {
        return new Attribute(name, kind, tileProperty, field);
    }

    /** The same attribute from a tile property of another name. */
    Attribute fromTile(String property) {
        return new Attribute(name, kind, property, graphField);
    }

    /** An attribute that no answer holds: its value comes from the request. */
    static Attribute ofRequest(String name) {
        return new Attribute(name, AttributeKind.ID, null, null);
    }

    /** The same attribute without a field. */
    Attribute withoutField() {
        return new Attribute(name, kind, tileProperty, null);
    }

    /** The same attribute without a tile property. */
    Attribute withoutTile() {
        return new Attribute(name, kind, null, graphField);
    }

    /** The page that shows the image alone, made from its id. */
    static Attribute embedUrl() {
        return new Attribute(EMBED_URL, AttributeKind.TEXT, ID_PROPERTY, ID_PROPERTY);
    }

    /** Whether the value is made from the answer's value, so that a test of it can't be a test of the answer. */
    public boolean derived() {
        return name.equals(EMBED_URL);
    }

    /**
     * Whether this attribute may make a request for several entities fail: a client of the API found that {@code sfm_cluster} makes batches
     * of 5 to 50 images fail with HTTP 500, while most single images answer with it.
     */
    public boolean failsInBatches() {
        return isPartOf(SFM_CLUSTER);
    }

    /**
     * Whether a request for this attribute must also request the entity's place: the API answers 500 to requests for {@code mesh} or {@code
     * sfm_cluster} alone.
     */
    public boolean failsAlone() {
        return isPartOf(MESH) || isPartOf(SFM_CLUSTER);
    }

    private boolean isPartOf(String field) {
        return graphField != null && graphField.startsWith(field + ".");
    }

    /** Whether no answer holds the value: it is known only of features that were requested by it. */
    public boolean ofRequestOnly() {
        return tileProperty == null && graphField == null;
    }

    /** Whether the value identifies the entity, so that a feature is useless if it can't be read. */
    public boolean identifies() {
        return name.equals(ID) || ID_PROPERTY.equals(tileProperty);
    }

    /**
     * The value of a derived attribute.
     *
     * @param id the entity's id
     * @return for {@code embed_url} the address given in Mapillary's API documentation, section "Embed images"
     */
    public String derive(String id) {
        return "https://www.mapillary.com/embed?image_key=" + id + "&style=photo";
    }
}
