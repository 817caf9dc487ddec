package io.github.gtmapillary.sandbox.graph;

import io.github.gtmapillary.sandbox.exchange.ErrorAnswer;
import io.github.gtmapillary.sandbox.world.Position;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.IntStream;

/**
 * The limits of the Graph API on searches by box. Its answers never say that they are incomplete.
 *
 * @param boxDegrees a box has to be smaller than this in both directions
 * @param thinnedAbove above this many matches, an answer holds at most every second match and at most {@code most}
 * @param refusedAbove above this many matches, the answer is an error for any {@code limit}
 * @param most entities in one answer, and the largest {@code limit}
 */
public record SearchLimits(double boxDegrees, int thinnedAbove, int refusedAbove, int most) {

    /** The reported behaviour of the service. Unknown numbers are assumptions. */
    public static final SearchLimits STANDARD = new SearchLimits(0.01, 1000, 3000, 2000);

    public SearchLimits {
        if (!(boxDegrees > 0) || thinnedAbove < 1 || refusedAbove < thinnedAbove || most < 1) {
            throw new IllegalArgumentException(
                    "no limits: " + boxDegrees + ", " + thinnedAbove + ", " + refusedAbove + ", " + most);
        }
    }

    /** Returns the box of a request, or empty if it has none. */
    Optional<BoundingBox> box(QueryParameters query) {
        Optional<BoundingBox> box = query.read("bbox", BoundingBox::parse);
        if (box.isPresent() && box.get().longerSide() >= boxDegrees) {
            throw GraphException.invalid("bbox must be smaller than " + boxDegrees + " degrees square");
        }
        return box;
    }

    BoundingBox requiredBox(QueryParameters query) {
        return box(query).orElseThrow(() -> GraphException.invalid("(#100) The parameter bbox is required"));
    }

    /** Returns the largest number of entities that a request accepts. */
    int limit(QueryParameters query) {
        long limit = query.wholeNumber("limit").orElse((long) most);
        if (limit < 1 || limit > most) {
            throw GraphException.invalid("(#100) Param limit must be a number from 1 to " + most);
        }
        return (int) limit;
    }

    /**
     * Selects the matches in a box that an answer holds, those nearest to the edge first.
     *
     * @param matches in a stable order
     */
    <E> List<E> answer(BoundingBox box, List<E> matches, Function<E, Position> place, int limit) {
        if (matches.size() > refusedAbove) {
            throw new GraphException(ErrorAnswer.TOO_MUCH_DATA);
        }
        List<E> sorted = matches.stream()
                .sorted(Comparator.comparingDouble(match -> box.depth(place.apply(match))))
                .toList();
        int step = step(matches.size());
        return IntStream.range(0, sorted.size())
                .filter(i -> i % step == 0)
                .limit(limit)
                .mapToObj(sorted::get)
                .toList();
    }

    private int step(int matches) {
        return matches > thinnedAbove ? Math.max(2, (matches + most - 1) / most) : 1;
    }
}
