package io.github.gtmapillary.geoserver.rendering;

import io.github.gtmapillary.SandboxStore;
import io.github.gtmapillary.geoserver.config.ConfigFile;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.Ellipse2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.geotools.api.data.Query;
import org.geotools.api.feature.simple.SimpleFeature;
import org.geotools.api.filter.Filter;
import org.geotools.api.filter.expression.Expression;
import org.geotools.filter.FilterAttributeExtractor;
import org.geotools.filter.function.EnvFunction;
import org.geotools.filter.visitor.SimplifyingFilterVisitor;

/**
 * How much longer a map takes in each style than in a plain one, which draws each feature as a dot without asking anything, at the first
 * zoom of the style, where a map has the most features. A style
 * evaluates the filters of its rules and the expressions that depend on the feature, as a renderer does for each feature, and draws the
 * same dot. Not a test: times depend on the machine.
 */
public final class StyleBenchmark {
    private static final int ROUNDS = 21;
    private static final int FEATURES = 4000;

    /** How many times as long as a plain style a style may take. */
    private static final double MOST = 1.3;

    private static final double SCALE_OF_ZOOM_16 = 8531;

    /** The parts of a symbolizer that may depend on the feature. */
    private static final List<String> DYNAMIC = List.of("Size", "Rotation", "Label");

    private final Graphics2D map = new BufferedImage(1600, 1200, BufferedImage.TYPE_INT_ARGB).createGraphics();
    private final BasicStroke edge = new BasicStroke(1);

    /** Counts what this thread uses, so that whatever else runs on the machine does not matter. */
    private final ThreadMXBean clock = ManagementFactory.getThreadMXBean();

    private long drawn;

    private StyleBenchmark() {
        map.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
    }

    /** A rule as a renderer keeps it: what is constant is folded. */
    private record Drawn(Filter filter, boolean otherwise, List<Expression> dynamic) {
        static Drawn of(SldRule rule) {
            SimplifyingFilterVisitor folding = new SimplifyingFilterVisitor();
            boolean otherwise = rule.has("ElseFilter");
            Filter filter = otherwise ? Filter.INCLUDE : (Filter) rule.filter().accept(folding, null);
            List<Expression> dynamic = DYNAMIC.stream()
                    .filter(rule::has)
                    .map(rule::expression)
                    .map(expression -> (Expression) expression.accept(folding, null))
                    .filter(StyleBenchmark::dependsOnFeature)
                    .toList();
            return new Drawn(filter, otherwise, dynamic);
        }
    }

    private static boolean dependsOnFeature(Expression expression) {
        FilterAttributeExtractor used = new FilterAttributeExtractor();
        expression.accept(used, null);
        return !used.getAttributeNameSet().isEmpty();
    }

    /** Prints a line for each style; false if one takes longer than it may. */
    public static boolean run() throws IOException {
        SandboxStore sandbox = SandboxStore.open(Map.of());
        StyleBenchmark benchmark = new StyleBenchmark();
        EnvFunction.setGlobalValues(Map.of("wms_scale_denominator", SCALE_OF_ZOOM_16));
        boolean slow = false;
        try {
            for (ConfigFile layer : ConfigFile.all("**/layer.xml")) {
                for (String style : SldRule.stylesOf(layer.folder())) {
                    if (!SldRule.isTransformed(style)) {
                        slow |= benchmark.tell(style, features(sandbox, layer.folder())) > MOST;
                    }
                }
            }
        } finally {
            sandbox.store().dispose();
        }
        return !slow;
    }

    private static List<SimpleFeature> features(SandboxStore sandbox, String layer) throws IOException {
        boolean isWide = layer.equals("overview");
        Query query = SandboxStore.query(
                layer, isWide ? "BBOX(geometry, 10, 54, 16, 58)" : "BBOX(geometry, 12.985, 55.596, 12.995, 55.605)");
        List<SimpleFeature> read = sandbox.read(query);
        List<SimpleFeature> many = new ArrayList<>();
        while (many.size() < FEATURES) {
            many.addAll(read);
        }
        return many.subList(0, FEATURES);
    }

    private double tell(String style, List<SimpleFeature> features) {
        List<List<Drawn>> rules = groups(style);
        List<List<Drawn>> plain = List.of(List.of(new Drawn(Filter.INCLUDE, false, List.of())));
        long marks = marks(rules, features);
        double[] styled = new double[ROUNDS];
        double[] bare = new double[ROUNDS];
        for (int round = 0; round < ROUNDS; round++) {
            styled[round] = time(rules, features);
            // as many marks as the style draws, spread evenly
            bare[round] = time(plain, features) * marks / features.size();
        }
        double ratio = median(styled) / median(bare);
        System.out.printf(
                Locale.ROOT, "%-24s %6.0f ns a feature, %4.2f times a plain style%n", style, median(styled), ratio);
        return ratio;
    }

    /** The rules of each FeatureTypeStyle: an ElseFilter looks at those beside it. */
    private static List<List<Drawn>> groups(String style) {
        return SldRule.of(style).stream()
                .filter(rule -> rule.isOnMap() && rule.drawnAt(firstZoom(style)))
                .collect(Collectors.groupingBy(
                        rule -> rule.element().getParentNode(),
                        LinkedHashMap::new,
                        Collectors.mapping(Drawn::of, Collectors.toList())))
                .values()
                .stream()
                .toList();
    }

    /** Where a map has the most features. */
    private static int firstZoom(String style) {
        return SldRule.classesOf(style).get(0).zooms().get(0);
    }

    private long marks(List<List<Drawn>> groups, List<SimpleFeature> features) {
        drawn = 0;
        time(groups, features);
        return drawn;
    }

    /** In nanoseconds of this thread's processor time a feature. The first half of the rounds warms up. */
    private double time(List<List<Drawn>> groups, List<SimpleFeature> features) {
        long start = clock.getCurrentThreadCpuTime();
        int place = 0;
        for (SimpleFeature feature : features) {
            place = (place + 7919) % 1_900_000;
            for (List<Drawn> rules : groups) {
                boolean isTaken = false;
                for (Drawn rule : rules) {
                    if (rule.otherwise() ? !isTaken : rule.filter().evaluate(feature)) {
                        isTaken = true;
                        rule.dynamic().forEach(expression -> expression.evaluate(feature));
                        draw(place % 1600, place / 1600);
                    }
                }
            }
        }
        return (clock.getCurrentThreadCpuTime() - start) / (double) features.size();
    }

    private void draw(int x, int y) {
        drawn++;
        Ellipse2D dot = new Ellipse2D.Double(x, y, 11, 11);
        map.setPaint(Color.GREEN);
        map.fill(dot);
        map.setPaint(Color.WHITE);
        map.setStroke(edge);
        map.draw(dot);
    }

    private static double median(double[] rounds) {
        return Arrays.stream(rounds).skip(rounds.length / 2).sorted().toArray()[rounds.length / 4];
    }
}
