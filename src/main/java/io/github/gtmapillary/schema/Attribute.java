package io.github.gtmapillary.schema;

/**
 * One attribute of a feature type.
 *
 * @param name as users write it
 * @param kind what it holds
 * @param tileProperty the property of a tile's features that it comes from
 */
public record Attribute(String name, AttributeKind kind, String tileProperty) {

    /** The tile property that makes {@link #embedUrl()}: the image's id. */
    private static final String ID_PROPERTY = "id";

    /** The name of the attribute that every type has and feature ids are made of. */
    public static final String ID = "id";

    private static final String EMBED_URL = "embed_url";

    static Attribute id() {
        return new Attribute(ID, AttributeKind.ID, ID_PROPERTY);
    }

    static Attribute id(String name) {
        return new Attribute(name, AttributeKind.ID, name);
    }

    static Attribute text(String name) {
        return new Attribute(name, AttributeKind.TEXT, name);
    }

    static Attribute number(String name) {
        return new Attribute(name, AttributeKind.NUMBER, name);
    }

    static Attribute flag(String name, String tileProperty) {
        return new Attribute(name, AttributeKind.FLAG, tileProperty);
    }

    static Attribute time(String name) {
        return new Attribute(name, AttributeKind.TIME, name);
    }

    /** The page that shows the image alone, made from its id. */
    static Attribute embedUrl() {
        return new Attribute(EMBED_URL, AttributeKind.TEXT, ID_PROPERTY);
    }

    /** Whether the value is not what the answer says but made from it, so that a test on it can't be a test on the answer. */
    public boolean derived() {
        return name.equals(EMBED_URL);
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
