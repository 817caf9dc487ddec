package io.github.gtmapillary.fetch;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class IdsTest {

    @Test
    void idsAreSeenOnceHoweverTheyAreWritten() {
        Random random = new Random(9);
        SeenIds seen = new SeenIds();
        Set<String> expected = new HashSet<>();
        for (int run = 0; run < 20_000; run++) {
            String id = id(random);
            assertThat(seen.add(id)).as(id).isEqualTo(expected.add(id));
        }
    }

    @Test
    void manyIdsOfMapillarysLengthAreSeenOnce() {
        Random random = new Random(10);
        SeenIds seen = new SeenIds();
        Set<String> expected = new HashSet<>();
        for (int run = 0; run < 200_000; run++) {
            String id = Long.toString(100_000_000_000_000L + random.nextInt(100_000) * 1_000_003L);
            assertThat(seen.add(id)).as(id).isEqualTo(expected.add(id));
        }
    }

    private static String id(Random random) {
        return switch (random.nextInt(5)) {
            case 0 -> Integer.toString(random.nextInt(2_000));
            case 1 -> "0".repeat(random.nextInt(3)) + random.nextInt(50);
            case 2 -> Long.toUnsignedString(-random.nextInt(1_000));
            case 3 -> "-" + random.nextInt(1_000);
            default ->
                List.of("", "٣", "1 ", "+1", "a", "9".repeat(18), "9".repeat(19), "0")
                        .get(random.nextInt(8));
        };
    }

    @Test
    void idsAreOrderedAsNumbersAreAndTextsByLengthAndLetter() {
        List<String> ids =
                new ArrayList<>(List.of("10", "9", "58600000000000001", "58600000000000000", "b", "ab", "", "1"));
        ids.sort(IdOrder.BY_ID);
        assertThat(ids).containsExactly("", "1", "9", "b", "10", "ab", "58600000000000000", "58600000000000001");
    }
}
