package io.github.gtmapillary.schema;

import java.util.Optional;
import java.util.Set;

/** The Graph API's view of each kind of entity. */
final class MapillaryEntities {
    /** The edge of images and map features that lists their detections. */
    private static final String DETECTIONS = "detections";

    /** The possible first parts of a traffic sign's class, in all recorded signs. */
    static final ClassRule SIGNS = new ClassRule(
            "object_value", Set.of("regulatory", "information", "warning", "complementary", "general"), true);

    /** The search for detections also has their images' capture time as a parameter, but the type has no such attribute. */
    static final EntitySource DETECTION = EntitySource.at("image.geometry")
            .ownedBy(
                    new Owner(MapillaryTypes.IMAGE_ID, "image", DETECTIONS),
                    new Owner(MapillaryTypes.MAP_FEATURE_ID, "map feature", DETECTIONS),
                    new Owner(MapillaryTypes.SEQUENCE, "sequence", DETECTIONS, Optional.of(MapillaryTypes.IMAGE_ID)))
            .searchedAt("detections", SearchParameter.patterns("value", "values"));

    static final EntitySource IMAGE = EntitySource.at("geometry")
            .orComputedAt(MapillaryTypes.COMPUTED_GEOMETRY)
            .inSequences(MapillaryTypes.SEQUENCE)
            .searchedAt(
                    "images",
                    SearchParameter.timeSpan(MapillaryTypes.CAPTURED_AT),
                    SearchParameter.texts(MapillaryTypes.SEQUENCE, "sequence_ids", ApiLimits.MOST_TEXTS),
                    SearchParameter.texts("organization_id", "organization_id", 1));

    static final EntitySource MAP_FEATURE = EntitySource.at("geometry")
            .searchedAt(
                    "map_features",
                    SearchParameter.timeSpan("first_seen_at"),
                    SearchParameter.timeSpan("last_seen_at"),
                    SearchParameter.patterns("object_value", "object_values"));

    private MapillaryEntities() {}
}
