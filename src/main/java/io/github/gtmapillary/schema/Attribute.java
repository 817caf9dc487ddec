package io.github.gtmapillary.schema;

import org.jspecify.annotations.Nullable;

/**
 * One attribute of a feature type.
 *
 * @param name as users write it
 * @param kind what it holds
 * @param tileProperty the property of a tile's features that it comes from; null when tiles do not have it
 * @param graphField the field of an entity that it comes from, with a dot before a field of a field; null when entities do not
 *     have it
 */
public record Attribute(
        String name,
        AttributeKind kind,
        @Nullable String tileProperty,
        @Nullable String graphField) {

    /** The tile property that makes {@link #embedUrl()}: the image's id. */
    private static final String ID_PROPERTY = "id";

    /** The name of the attribute that every type has and feature ids are made of. */
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

    /** An attribute that only what was asked by can fill in. */
    static Attribute ofRequest(String name) {
        return new Attribute(name, AttributeKind.ID, null, null);
    }

    /** The same attribute without a field that it could come from. */
    Attribute withoutField() {
        return new Attribute(name, kind, tileProperty, null);
    }

    /** The same attribute without a tile property that it could come from. */
    Attribute withoutTile() {
        return new Attribute(name, kind, null, graphField);
    }

    /** The page that shows the image alone, made from its id. */
    static Attribute embedUrl() {
        return new Attribute(EMBED_URL, AttributeKind.TEXT, ID_PROPERTY, ID_PROPERTY);
    }

    /** Whether the value is not what the answer says but made from it, so that a test on it can't be a test on the answer. */
    public boolean derived() {
        return name.equals(EMBED_URL);
    }

    /**
     * Whether a request for several entities may fail because it asks for this: a client of the API found that {@code sfm_cluster} makes
     * batches of 5 to 50 images fail with HTTP 500, while most images answer with it when they are asked one by one.
     */
    public boolean failsInBatches() {
        return isPartOf(SFM_CLUSTER);
    }

    /**
     * Whether a request has to ask for the entity's place too if it asks for this: the API answers 500 to requests for {@code mesh} or
     * {@code sfm_cluster} alone.
     */
    public boolean failsAlone() {
        return isPartOf(MESH) || isPartOf(SFM_CLUSTER);
    }

    private boolean isPartOf(String field) {
        return graphField != null && graphField.startsWith(field + ".");
    }

    /** Whether no answer says the value: it is known only of features that were asked for by it. */
    public boolean ofRequestOnly() {
        return tileProperty == null && graphField == null;
    }

    /** Whether the value says which entity it is, so that nothing can be done with a feature where it can't be read. */
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
