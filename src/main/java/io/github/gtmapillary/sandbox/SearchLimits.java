package io.github.gtmapillary.sandbox;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.IntStream;

/**
 * How the Graph API holds back in searches by box. It never says that it left something out.
 *
 * @param boxDegrees a box has to be smaller than this in both directions
 * @param thinnedAbove with more matches than this, only every second one is returned, or fewer, so that at most {@code most} are
 * @param refusedAbove with more matches than this there is no answer but an error, whatever {@code limit} was sent
 * @param most entities in one answer, and the largest {@code limit}
 */
public record SearchLimits(double boxDegrees, int thinnedAbove, int refusedAbove, int most) {

    /** As the service is reported to behave, with the numbers made up where nobody knows them. */
    public static final SearchLimits STANDARD = new SearchLimits(0.01, 1000, 3000, 2000);

    public SearchLimits {
        if (!(boxDegrees > 0) || thinnedAbove < 1 || refusedAbove < thinnedAbove || most < 1) {
            throw new IllegalArgumentException(
                    "no limits: " + boxDegrees + ", " + thinnedAbove + ", " + refusedAbove + ", " + most);
        }
    }

    /** The box that a request asks for, if it does. */
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

    /** How many entities a request wants at most. */
    int limit(QueryParameters query) {
        long limit = query.wholeNumber("limit").orElse((long) most);
        if (limit < 1 || limit > most) {
            throw GraphException.invalid("(#100) Param limit must be a number from 1 to " + most);
        }
        return (int) limit;
    }

    /**
     * What is returned of the matches in a box, those nearest to its edge first.
     *
     * @param matches in an order that never changes
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
