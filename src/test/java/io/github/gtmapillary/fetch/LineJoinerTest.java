package io.github.gtmapillary.fetch;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryFactory;
import org.locationtech.jts.geom.LineString;
import org.locationtech.jts.geom.MultiLineString;

class LineJoinerTest {
    private static final GeometryFactory FACTORY = new GeometryFactory();

    @Test
    void partsThatMeetBecomeOneLineInWhateverOrderTheyCome() {
        for (List<LineString> parts : orders(line(0, 0, 1, 0), line(1, 0, 2, 0, 3, 1), line(3, 1, 4, 1))) {
            assertThat(joined(parts)).containsExactly(line(0, 0, 1, 0, 2, 0, 3, 1, 4, 1));
        }
    }

    @Test
    void partsThatMeetHeadToHeadStayApart() {
        assertThat(joined(List.of(line(0, 0, 1, 0), line(2, 0, 1, 0)))).hasSize(2);
        assertThat(joined(List.of(line(1, 0, 0, 0), line(1, 0, 2, 0)))).hasSize(2);
    }

    @Test
    void partsThatMissEachOtherByTheLeastStayApart() {
        LineString near =
                FACTORY.createLineString(new Coordinate[] {new Coordinate(Math.nextUp(1.0), 0), new Coordinate(2, 0)});
        assertThat(joined(List.of(line(0, 0, 1, 0), near))).hasSize(2);
    }

    @Test
    void aLineThatCrossesItselfIsOneLine() {
        LineString in = line(0, 0, 5, 0);
        LineString round = line(5, 0, 6, 1, 5, 2, 4, 1, 5, 0);
        LineString out = line(5, 0, 9, 0);
        for (List<LineString> parts : orders(in, round, out)) {
            assertThat(joined(parts)).containsExactly(line(0, 0, 5, 0, 6, 1, 5, 2, 4, 1, 5, 0, 9, 0));
        }
    }

    @Test
    void aLoopIsOneClosedLine() {
        for (List<LineString> parts : orders(line(0, 0, 1, 0), line(1, 0, 1, 1), line(1, 1, 0, 0))) {
            assertThat(joined(parts)).singleElement().satisfies(loop -> {
                assertThat(loop.isClosed()).isTrue();
                assertThat(loop.getNumPoints()).isEqualTo(4);
            });
        }
    }

    @Test
    void aFigureEightIsOneClosedLine() {
        LineString left = line(0, 0, -1, 1, -1, -1, 0, 0);
        LineString right = line(0, 0, 1, 1, 1, -1);
        LineString back = line(1, -1, 0, 0);
        for (List<LineString> parts : orders(left, right, back)) {
            assertThat(joined(parts)).singleElement().satisfies(eight -> {
                assertThat(eight.isClosed()).isTrue();
                assertThat(eight.getNumPoints()).isEqualTo(7);
            });
        }
    }

    @Test
    void theSameWayTakenTwiceIsKeptTwice() {
        assertThat(joined(List.of(line(0, 0, 1, 0), line(1, 0, 0, 0), line(0, 0, 1, 0))))
                .containsExactly(line(0, 0, 1, 0, 0, 0, 1, 0));
    }

    @Test
    void noPartsAreNoLine() {
        assertThat(joined(List.of())).isEmpty();
    }

    /** Walks over a few crossings, so that most positions are passed more than once, cut and shuffled; some pieces get lost. */
    @Test
    void randomWalksUseEachPartOnceInItsDirectionAndMakeTheFewestLines() {
        Random random = new Random(5);
        int more = 0;
        for (int run = 0; run < 2_000; run++) {
            List<LineString> parts = new ArrayList<>();
            for (int walks = 1 + random.nextInt(3); walks > 0; walks--) {
                parts.addAll(cut(walk(random), random));
            }
            Collections.shuffle(parts, random);
            parts = parts.subList(0, parts.size() - random.nextInt(1 + parts.size() / 3));
            List<LineString> lines = joined(parts);
            assertThat(steps(lines)).as("%s", parts).isEqualTo(steps(parts));
            assertThat(lines).as("%s", parts).hasSize(fewest(parts));
            assertThat(lines)
                    .allSatisfy(joined -> assertThat(joined.getNumPoints()).isGreaterThan(1));
            more += lines.size() > 1 && lines.size() < parts.size() ? 1 : 0;
        }
        assertThat(more).isGreaterThan(500);
    }

    @Test
    void aWalkThatIsWholeComesOutAsOneLine() {
        Random random = new Random(6);
        for (int run = 0; run < 1_000; run++) {
            LineString walk = walk(random);
            List<LineString> parts = cut(walk, random);
            Collections.shuffle(parts, random);
            assertThat(joined(parts)).singleElement().satisfies(line -> {
                assertThat(line.isClosed() || line.getStartPoint().equals(walk.getStartPoint()))
                        .isTrue();
                assertThat(line.getNumPoints()).isEqualTo(walk.getNumPoints());
            });
        }
    }

    @Test
    void aSequenceOfThousandsOfPartsIsJoinedQuickly() {
        List<LineString> parts = new ArrayList<>();
        for (int i = 0; i < 5_000; i++) {
            parts.add(line(i, 0, i + 1, 0));
            parts.add(line(i, 0, i, 1, i, 0));
        }
        Collections.shuffle(parts, new Random(1));
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        // time of this thread alone: others may keep the processor for long
        long start = threads.getCurrentThreadCpuTime();
        assertThat(joined(parts)).hasSize(1);
        assertThat(threads.getCurrentThreadCpuTime() - start).isLessThan(10_000_000_000L);
    }

    private static LineString walk(Random random) {
        int steps = 1 + random.nextInt(25);
        Coordinate[] positions = new Coordinate[steps + 1];
        positions[0] = new Coordinate(random.nextInt(4), random.nextInt(4));
        for (int i = 1; i <= steps; i++) {
            Coordinate last = positions[i - 1];
            positions[i] = random.nextBoolean()
                    ? new Coordinate((last.x + 1 + 2 * random.nextInt(2)) % 4, last.y)
                    : new Coordinate(last.x, (last.y + 1 + 2 * random.nextInt(2)) % 4);
        }
        return FACTORY.createLineString(positions);
    }

    private static List<LineString> cut(LineString walk, Random random) {
        List<LineString> parts = new ArrayList<>();
        int from = 0;
        for (int i = 1; i < walk.getNumPoints(); i++) {
            if (i == walk.getNumPoints() - 1 || random.nextInt(3) == 0) {
                parts.add(FACTORY.createLineString(Arrays.copyOfRange(walk.getCoordinates(), from, i + 1)));
                from = i;
            }
        }
        return parts;
    }

    /** How often each step from one position to the next is taken. */
    private static Map<String, Integer> steps(List<LineString> lines) {
        Map<String, Integer> steps = new HashMap<>();
        for (LineString line : lines) {
            for (int i = 1; i < line.getNumPoints(); i++) {
                steps.merge(line.getCoordinateN(i - 1) + " to " + line.getCoordinateN(i), 1, Integer::sum);
            }
        }
        return steps;
    }

    /** In each connected group of parts: as many as there are surplus starts, or one when it goes round. */
    private static int fewest(List<LineString> parts) {
        int fewest = 0;
        Set<LineString> left = Collections.newSetFromMap(new IdentityHashMap<>());
        left.addAll(parts);
        while (!left.isEmpty()) {
            fewest += fewestOfGroup(takeGroup(left));
        }
        return fewest;
    }

    private static List<LineString> takeGroup(Set<LineString> left) {
        List<LineString> group = new ArrayList<>();
        Set<Coordinate> ends = new HashSet<>(List.of(left.iterator().next().getCoordinateN(0)));
        boolean grown = true;
        while (grown) {
            List<LineString> touching = left.stream()
                    .filter(part -> ends.contains(start(part)) || ends.contains(end(part)))
                    .toList();
            touching.forEach(part -> ends.addAll(
                    List.of(start(part), end(part)).stream().distinct().toList()));
            grown = left.removeAll(touching);
            group.addAll(touching);
        }
        return group;
    }

    private static int fewestOfGroup(List<LineString> group) {
        Map<Coordinate, Integer> surplus = new HashMap<>();
        for (LineString part : group) {
            surplus.merge(start(part), 1, Integer::sum);
            surplus.merge(end(part), -1, Integer::sum);
        }
        return Math.max(
                1, surplus.values().stream().mapToInt(n -> Math.max(0, n)).sum());
    }

    private static Coordinate start(LineString part) {
        return part.getCoordinateN(0);
    }

    private static Coordinate end(LineString part) {
        return part.getCoordinateN(part.getNumPoints() - 1);
    }

    private static List<LineString> joined(List<LineString> parts) {
        MultiLineString joined = LineJoiner.join(parts, FACTORY);
        List<LineString> lines = new ArrayList<>();
        for (int i = 0; i < joined.getNumGeometries(); i++) {
            Geometry line = joined.getGeometryN(i);
            lines.add((LineString) line);
        }
        return lines;
    }

    private static List<List<LineString>> orders(LineString a, LineString b, LineString c) {
        return List.of(
                List.of(a, b, c),
                List.of(a, c, b),
                List.of(b, a, c),
                List.of(b, c, a),
                List.of(c, a, b),
                List.of(c, b, a));
    }

    private static LineString line(double... ordinates) {
        Coordinate[] positions = new Coordinate[ordinates.length / 2];
        for (int i = 0; i < positions.length; i++) {
            positions[i] = new Coordinate(ordinates[2 * i], ordinates[2 * i + 1]);
        }
        return FACTORY.createLineString(positions);
    }
}
