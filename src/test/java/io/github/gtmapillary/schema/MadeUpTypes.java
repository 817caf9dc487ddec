package io.github.gtmapillary.schema;

import java.util.List;
import java.util.Map;
import java.util.Set;

/** Feature types that Mapillary does not have: they hold what a type takes, and nothing outside of this package knows them. */
public final class MadeUpTypes {

    /** A layer of its own in tiles that exist. */
    public static final TypeSchema STREETLIGHTS = new TypeSchema(
                    "streetlights",
                    "Made up for a test",
                    GeometryKind.POINT,
                    List.of(
                            Attribute.id(),
                            Attribute.attribute(AttributeKind.NUMBER, "brightness")
                                    .fromTile("lumen")
                                    .withoutField(),
                            Attribute.attribute(AttributeKind.TEXT, "mast").withoutField()))
            .fromTiles(new TileSource(new TileLayer(Set.of("streetlight"), 14, 14), TileSet.POINTS));

    /** The entities behind them: found by the ids in the tiles, by id, and by the map feature that they stand at. */
    public static final TypeSchema STREETLIGHT_ENTITIES = new TypeSchema(
                    "streetlight_entities",
                    "Made up for a test",
                    GeometryKind.POINT,
                    List.of(
                            Attribute.id(),
                            Attribute.attribute(AttributeKind.TEXT, "mast").fromField("mast.kind"),
                            Attribute.ofRequest("crossing_id")))
            .fromEntities(EntitySource.at("mast.position")
                    .admittedBy(new ClassRule("lamp", Set.of("led"), true))
                    .ownedBy(new Owner("crossing_id", "crossing", "streetlights"))
                    .searchedAt("streetlights", SearchParameter.texts("mast", "masts", 1))
                    .withIdsIn(new IdTiles(List.of(STREETLIGHTS), Map.of("mast", "mast"))));

    /** Tiles of another zoom than those of images. */
    public static final TypeSchema FERRIES = new TypeSchema(
                    "ferries",
                    "Made up for a test",
                    GeometryKind.LINES,
                    List.of(Attribute.id(), Attribute.attribute(AttributeKind.TEXT, "name")))
            .fromTiles(new TileSource(new TileLayer(Set.of("ferry"), 6, 10), TileSet.COVERAGE));

    private MadeUpTypes() {}
}
