package io.github.gtmapillary;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Names of a few words each, such as {@code max_tiles}, searched for the nearest one to a mistyped name: {@code max_tile}, {@code
 * maxTiles}, {@code MAX-TILES}, {@code max_tiles_per_query}.
 */
final class SimilarNames {

    /** The number of wrong, missing, surplus or swapped letters that are allowed in a short name and in a longer one. */
    private static final int MOST_EDITS_SHORT = 1;

    private static final int MOST_EDITS = 2;

    /** The number of letters from which a name is a longer one. */
    private static final int LONGER = 8;

    /** The number of words from which the words alone identify a name. */
    private static final int TELLING_WORDS = 2;

    private final List<String> names;

    SimilarNames(List<String> names) {
        this.names = List.copyOf(names);
    }

    /** The nearest name, which was probably meant; empty if none is near. */
    Optional<String> like(String given) {
        return names.stream()
                .filter(name -> isLike(given, name))
                .min((one, other) ->
                        Integer.compare(edits(letters(given), letters(one)), edits(letters(given), letters(other))));
    }

    private static boolean isLike(String given, String name) {
        String letters = letters(name);
        int most = letters.length() < LONGER ? MOST_EDITS_SHORT : MOST_EDITS;
        return edits(letters(given), letters) <= most
                || contains(words(given), words(name))
                || contains(words(name), words(given));
    }

    private static boolean contains(Set<String> all, Set<String> some) {
        return some.size() >= TELLING_WORDS && all.containsAll(some);
    }

    private static Set<String> words(String name) {
        String apart = name.replaceAll("(?<=[a-z])(?=[A-Z])", "_").toLowerCase(Locale.ROOT);
        return Set.copyOf(List.of(apart.split("[^a-z0-9]+", -1)));
    }

    private static String letters(String name) {
        return name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]", "");
    }

    /** The optimal string alignment distance: the number of letters inserted, deleted or replaced, and of neighbours swapped. */
    private static int edits(String from, String to) {
        int[][] least = new int[from.length() + 1][to.length() + 1];
        for (int i = 0; i <= from.length(); i++) {
            for (int j = 0; j <= to.length(); j++) {
                least[i][j] = i == 0 || j == 0 ? i + j : step(least, from, to, i, j);
            }
        }
        return least[from.length()][to.length()];
    }

    private static int step(int[][] least, String from, String to, int i, int j) {
        boolean same = from.charAt(i - 1) == to.charAt(j - 1);
        int best = Math.min(Math.min(least[i - 1][j], least[i][j - 1]) + 1, least[i - 1][j - 1] + (same ? 0 : 1));
        boolean swapped =
                i > 1 && j > 1 && from.charAt(i - 1) == to.charAt(j - 2) && from.charAt(i - 2) == to.charAt(j - 1);
        return swapped ? Math.min(best, least[i - 2][j - 2] + 1) : best;
    }
}
