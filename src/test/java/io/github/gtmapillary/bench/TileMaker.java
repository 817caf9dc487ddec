package io.github.gtmapillary.bench;

import io.github.gtmapillary.tile.MadeLayer;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * Makes tiles of coverage of the shape that Mapillary's have: each image has an id, a time and an angle of its own, and shares its
 * sequence, its creator and its organization with others; one image in four has an organization.
 */
final class TileMaker {
    private static final int EXTENT = 4096;
    private static final int IMAGES_OF_SEQUENCE = 38;
    private static final int CREATORS = 49;
    private static final long FIRST_TIME = 1_400_000_000_000L;
    private static final String LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
    private static final int LETTERS_OF_ID = 22;

    private final Random random;

    TileMaker(long seed) {
        this.random = new Random(seed);
    }

    /** The bytes of a tile, about 65 for each image. */
    byte[] tile(int images) {
        MadeLayer sequences = new MadeLayer("sequence");
        MadeLayer layer = new MadeLayer("image");
        for (int made = 0; made < images; ) {
            int count = Math.min(images - made, made == 0 ? 10 * IMAGES_OF_SEQUENCE : IMAGES_OF_SEQUENCE);
            addSequence(sequences, layer, count);
            made += count;
        }
        return MadeLayer.tile(sequences, layer);
    }

    private void addSequence(MadeLayer sequences, MadeLayer images, int count) {
        String id = id();
        long creator = 100_000_000_000_000L + random.nextInt(CREATORS);
        boolean isPano = random.nextInt(5) == 0;
        List<Object> shared = new ArrayList<>(List.of("creator_id", creator, "is_pano", isPano));
        if (random.nextInt(4) == 0) {
            shared.addAll(List.of("organization_id", 990_000_000_000_000L + random.nextInt(3)));
        }
        long time = FIRST_TIME + random.nextInt(1_000_000_000) * 300L;
        long firstImage = 0;
        int x = random.nextInt(EXTENT);
        int y = random.nextInt(EXTENT);
        int[] line = new int[2 * count];
        for (int i = 0; i < count; i++) {
            long image = 100_000_000_000_000L + (random.nextLong() >>> 13);
            firstImage = i == 0 ? image : firstImage;
            List<Object> own = new ArrayList<>(shared);
            own.addAll(List.of("id", image, "sequence_id", id, "captured_at", time + i * 1500L));
            own.addAll(List.of("compass_angle", random.nextDouble() * 360));
            images.point(x, y, own.toArray());
            line[2 * i] = x;
            line[2 * i + 1] = y;
            x = Math.floorMod(x + random.nextInt(21) - 10, EXTENT);
            y = Math.floorMod(y + random.nextInt(21) - 10, EXTENT);
        }
        shared.addAll(List.of("id", id, "image_id", firstImage, "captured_at", time));
        sequences.lines(List.of(line), shared.toArray());
    }

    private String id() {
        StringBuilder id = new StringBuilder();
        for (int i = 0; i < LETTERS_OF_ID; i++) {
            id.append(LETTERS.charAt(random.nextInt(LETTERS.length())));
        }
        return id.toString();
    }
}
