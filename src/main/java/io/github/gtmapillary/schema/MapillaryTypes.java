package io.github.gtmapillary.schema;

import static io.github.gtmapillary.schema.Attribute.embedUrl;
import static io.github.gtmapillary.schema.Attribute.flag;
import static io.github.gtmapillary.schema.Attribute.id;
import static io.github.gtmapillary.schema.Attribute.number;
import static io.github.gtmapillary.schema.Attribute.text;
import static io.github.gtmapillary.schema.Attribute.time;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The feature types that come from vector tiles.
 *
 * <p>Layers, zooms and properties are those of Mapillary's API documentation, section "Vector tiles"; {@code creator_id},
 * {@code quality_score} and {@code foot} are in real tiles since 2023–2026 though no document names them. Any property may be
 * absent from any feature.
 */
public final class MapillaryTypes {

    /** The zoom at which tiles hold everything: the only one for images and map features, the finest for sequences. */
    public static final int FULL_ZOOM = 14;

    public static final TypeSchema IMAGES = new TypeSchema(
            "images",
            "Street-level images at the place they were taken",
            GeometryKind.POINT,
            List.of(
                    id(),
                    text("sequence_id"),
                    time("captured_at"),
                    number("compass_angle"),
                    flag("is_pano", "is_pano"),
                    id("organization_id"),
                    id("creator_id"),
                    number("quality_score"),
                    flag("on_foot", "foot"),
                    embedUrl()),
            new TileLayer(Set.of("image"), FULL_ZOOM, FULL_ZOOM),
            TileSet.COVERAGE);

    public static final TypeSchema SEQUENCES = new TypeSchema(
            "sequences",
            "Lines through the images that were captured in one go, in capture order",
            GeometryKind.LINES,
            List.of(
                    id(),
                    time("captured_at"),
                    id("image_id"),
                    flag("is_pano", "is_pano"),
                    id("organization_id"),
                    id("creator_id")),
            new TileLayer(Set.of("sequence"), 6, FULL_ZOOM),
            TileSet.COVERAGE);

    /**
     * The same as {@link #SEQUENCES}, read off the images: what is known of an image's sequence from the image alone. Real tiles hold
     * images of sequences that have no line.
     */
    public static final TypeSchema SEQUENCES_OF_IMAGES = new TypeSchema(
            SEQUENCES.name(),
            SEQUENCES.description(),
            GeometryKind.POINT,
            List.of(
                    new Attribute("id", AttributeKind.ID, "sequence_id"),
                    time("captured_at"),
                    new Attribute("image_id", AttributeKind.ID, "id"),
                    flag("is_pano", "is_pano"),
                    id("organization_id"),
                    id("creator_id")),
            IMAGES.layer(),
            TileSet.COVERAGE);

    public static final TypeSchema POINTS =
            mapFeatures("points", "Objects found in images, traffic signs apart", Set.of("point"), TileSet.POINTS);

    /** Documents disagree on the layer's name: real tiles say {@code traffic_sign}, staff examples say {@code point}. */
    public static final TypeSchema TRAFFIC_SIGNS = mapFeatures(
            "traffic_signs", "Traffic signs found in images", Set.of("traffic_sign", "point"), TileSet.TRAFFIC_SIGNS);

    public static final TypeSchema OVERVIEW = new TypeSchema(
            "overview",
            "A thinned sample of images for small scales",
            GeometryKind.POINT,
            List.of(id(), text("sequence_id"), time("captured_at"), flag("is_pano", "is_pano"), id("creator_id")),
            new TileLayer(Set.of("overview"), 0, 5),
            TileSet.COVERAGE);

    /** All types, in the order in which they are listed to users. */
    public static final List<TypeSchema> ALL = List.of(IMAGES, SEQUENCES, POINTS, TRAFFIC_SIGNS, OVERVIEW);

    private MapillaryTypes() {}

    private static TypeSchema mapFeatures(String name, String description, Set<String> layerNames, TileSet tileSet) {
        return new TypeSchema(
                name,
                description,
                GeometryKind.POINT,
                List.of(id(), text("value"), time("first_seen_at"), time("last_seen_at")),
                new TileLayer(layerNames, FULL_ZOOM, FULL_ZOOM),
                tileSet);
    }

    public static Optional<TypeSchema> named(String name) {
        return ALL.stream().filter(type -> type.name().equals(name)).findFirst();
    }

    /** The type names, for messages. */
    public static String names() {
        return ALL.stream().map(TypeSchema::name).collect(Collectors.joining(", "));
    }
}
