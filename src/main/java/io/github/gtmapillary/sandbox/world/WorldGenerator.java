package io.github.gtmapillary.sandbox.world;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** Generates a world from a seed and a number of sequences. */
final class WorldGenerator {

    /** As in the real data, where 39 images of a camera that stood still share one pixel. */
    private static final int LONGEST_STOP = 39;

    private static final int MOST_IMAGES_WITHOUT_LINE = 34;
    private static final int SEQUENCES_WITHOUT_LINE = 14;
    private static final int POINTS_PER_SEQUENCE = 12;
    private static final int TRAFFIC_SIGNS_PER_SEQUENCE = 8;

    private final IdSource ids;
    private final People people;
    private final SplittableRandom random;
    private final List<SandboxSequence> sequences = new ArrayList<>();

    WorldGenerator(long seed) {
        // one generator per purpose, so that a change to one kind of data leaves the others unchanged
        SplittableRandom root = new SplittableRandom(seed);
        ids = new IdSource(root.split());
        people = People.of(ids);
        random = root.split();
    }

    SandboxWorld generate(int sequenceCount) {
        for (Area area : Area.ALL) {
            generate(area, (int) Math.max(3, Math.round(area.share() * sequenceCount)));
        }
        List<SandboxImage> images = sequences.stream()
                .flatMap(sequence -> sequence.images().stream())
                .toList();
        MapFeatureGenerator mapFeatures = new MapFeatureGenerator(random.split(), ids, images);
        return new SandboxWorld(
                sequences,
                mapFeatures.generate(POINTS_PER_SEQUENCE * sequenceCount, MapFeatureValues::point),
                mapFeatures.generate(TRAFFIC_SIGNS_PER_SEQUENCE * sequenceCount, MapFeatureValues::trafficSign),
                people.organizations(),
                people.creators());
    }

    private void generate(Area area, int count) {
        StreetGrid streets = new StreetGrid(area, random.split());
        SequenceGenerator generator = new SequenceGenerator(random.split(), ids, people);
        for (int i = 0; i < count; i++) {
            sequences.add(sequence(generator, streets, i));
        }
        if (area.equals(Area.ALL.get(0))) {
            addSequencesWithoutLine(generator, streets);
        }
    }

    private static SandboxSequence sequence(SequenceGenerator generator, StreetGrid streets, int number) {
        if (number % 8 == 7) {
            return generator.withoutLine(streets, 1);
        }
        int stop = number % 16 == 2 ? Math.max(2, LONGEST_STOP - number) : 1;
        return generator.ordinary(streets, number == 2 ? LONGEST_STOP : stop, number % 40 != 5);
    }

    private void addSequencesWithoutLine(SequenceGenerator generator, StreetGrid streets) {
        for (int i = 0; i < SEQUENCES_WITHOUT_LINE; i++) {
            int images = 2 + i * (MOST_IMAGES_WITHOUT_LINE - 2) / (SEQUENCES_WITHOUT_LINE - 1);
            sequences.add(generator.withoutLine(streets, images));
        }
    }
}
