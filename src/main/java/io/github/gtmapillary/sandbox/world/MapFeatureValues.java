package io.github.gtmapillary.sandbox.world;

import java.util.List;
import java.util.SplittableRandom;

/** Classes of map features as the service names them. */
final class MapFeatureValues {

    private static final List<String> POINTS = List.of(
            "object--support--utility-pole",
            "object--street-light",
            "object--fire-hydrant",
            "object--bench",
            "object--trash-can",
            "object--manhole",
            "object--catch-basin",
            "object--bike-rack",
            "object--mailbox",
            "object--cctv-camera",
            "object--junction-box",
            "object--parking-meter",
            "object--phone-booth",
            "object--banner",
            "object--sign--advertisement",
            "object--sign--information",
            "object--sign--store",
            "object--traffic-light--general-upright",
            "object--traffic-light--pedestrians",
            "construction--flat--crosswalk-plain",
            "construction--flat--driveway",
            "marking--discrete--crosswalk-zebra");

    /** The most frequent sign of the real data, which no published list contains. */
    private static final String MOST_FREQUENT_SIGN = "information--general-directions--g1";

    private static final double MOST_FREQUENT_SHARE = 0.15;

    private static final List<String> TRAFFIC_SIGNS = List.of(
            "regulatory--stop--g1",
            "regulatory--yield--g1",
            "regulatory--no-entry--g1",
            "regulatory--no-parking--g1",
            "regulatory--no-stopping--g15",
            "regulatory--no-left-turn--g1",
            "regulatory--one-way-right--g2",
            "regulatory--keep-right--g1",
            "regulatory--maximum-speed-limit-30--g1",
            "regulatory--maximum-speed-limit-50--g1",
            "regulatory--priority-road--g4",
            "regulatory--roundabout--g1",
            "warning--curve-left--g2",
            "warning--curve-right--g2",
            "warning--children--g2",
            "warning--pedestrians-crossing--g4",
            "warning--roadworks--g1",
            "warning--traffic-signals--g1",
            "information--parking--g1",
            "information--pedestrians-crossing--g1",
            "information--bus-stop--g1",
            "information--dead-end--g1",
            "complementary--chevron-left--g1",
            "complementary--keep-right--g1",
            "complementary--distance--g1",
            "general--traffic-sign--g1");

    private MapFeatureValues() {}

    static String point(SplittableRandom random) {
        return POINTS.get(random.nextInt(POINTS.size()));
    }

    static String trafficSign(SplittableRandom random) {
        return random.nextDouble() < MOST_FREQUENT_SHARE
                ? MOST_FREQUENT_SIGN
                : TRAFFIC_SIGNS.get(random.nextInt(TRAFFIC_SIGNS.size()));
    }
}
