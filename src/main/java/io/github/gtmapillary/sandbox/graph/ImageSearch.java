package io.github.gtmapillary.sandbox.graph;

import io.github.gtmapillary.sandbox.world.SandboxCamera;
import io.github.gtmapillary.sandbox.world.SandboxCreator;
import io.github.gtmapillary.sandbox.world.SandboxImage;
import io.github.gtmapillary.sandbox.world.SandboxWorld;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * Searches images by the criteria of the service. An image must meet all criteria given. Spatial criteria compare the exact
 * original position, not the truncated one of the tiles.
 */
final class ImageSearch {

    static final String CREATOR = "creator_username";

    private final SandboxWorld world;
    private final SearchLimits limits;

    ImageSearch(SandboxWorld world, SearchLimits limits) {
        this.world = world;
        this.limits = limits;
    }

    /** Returns whether the answer is paged. Only the search by creator is. */
    boolean isPaged(QueryParameters query) {
        return query.has(CREATOR) && !query.has("bbox");
    }

    /** Returns one page of a creator's images, newest first. */
    Page<SandboxImage> page(QueryParameters query) {
        List<SandboxImage> newestFirst = matches(query)
                .sorted(Comparator.comparingLong(SandboxImage::capturedAt).reversed())
                .toList();
        return Page.of(newestFirst, query, limits.limit(query));
    }

    /** Returns the matches of an unpaged search: thinned or refused by box, nearest first by circle, else in sequence order. */
    List<SandboxImage> search(QueryParameters query) {
        int limit = limits.limit(query);
        Optional<BoundingBox> box = limits.box(query);
        if (box.isPresent()) {
            return limits.answer(box.get(), matches(query).toList(), SandboxImage::position, limit);
        }
        Optional<Circle> circle = Circle.of(query);
        Stream<SandboxImage> matches = matches(query);
        return circle.map(around ->
                        matches.sorted(Comparator.comparingDouble(image -> around.distance(image.position()))))
                .orElse(matches)
                .limit(limit)
                .toList();
    }

    private Stream<SandboxImage> matches(QueryParameters query) {
        Optional<BoundingBox> box = limits.box(query);
        Optional<Circle> circle = Circle.of(query);
        if (box.isEmpty() && circle.isEmpty() && !names(query)) {
            throw GraphException.invalid("(#100) One of bbox, sequence_ids, image_ids, creator_username or lat, lng and"
                    + " radius is required");
        }
        Predicate<SandboxImage> lies =
                image -> box.map(b -> b.contains(image.position())).orElse(true)
                        && circle.map(c -> c.contains(image.position())).orElse(true);
        return world.images().stream().filter(lies).filter(named(query)).filter(described(query));
    }

    private static boolean names(QueryParameters query) {
        return query.has("sequence_ids") || query.has("image_ids") || query.has(CREATOR);
    }

    private Predicate<SandboxImage> named(QueryParameters query) {
        Set<String> sequences = new HashSet<>(query.list("sequence_ids"));
        Set<String> images = new HashSet<>(query.list("image_ids"));
        Optional<String> username = query.text(CREATOR);
        long creator = username.flatMap(world::creator).map(SandboxCreator::id).orElse(0L);
        return image -> (sequences.isEmpty() || sequences.contains(image.sequenceId()))
                && (images.isEmpty() || images.contains(Long.toString(image.id())))
                && (username.isEmpty() || image.creatorId() == creator);
    }

    private static Predicate<SandboxImage> described(QueryParameters query) {
        TimeWindow captured = TimeWindow.of(query, "captured_at");
        Optional<Long> organization = query.wholeNumber("organization_id");
        Optional<Boolean> pano = query.flag("is_pano");
        Optional<String> make = query.text("make");
        Optional<String> model = query.text("model");
        return image -> captured.contains(image.capturedAt())
                && organization.map(id -> id.equals(image.organizationId())).orElse(true)
                && pano.map(wanted -> wanted == image.pano()).orElse(true)
                && make.map(wanted -> wanted.equals(camera(image).make())).orElse(true)
                && model.map(wanted -> wanted.equals(camera(image).model())).orElse(true);
    }

    private static SandboxCamera camera(SandboxImage image) {
        return SandboxCamera.of(image.sequenceId(), image.pano());
    }
}
