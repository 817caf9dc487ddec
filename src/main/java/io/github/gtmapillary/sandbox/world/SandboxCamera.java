package io.github.gtmapillary.sandbox.world;

import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.DoubleStream;
import org.jspecify.annotations.Nullable;

/**
 * The camera that took all images of a sequence.
 *
 * @param type {@code perspective}, {@code fisheye}, {@code brown}, {@code spherical} or {@code equirectangular}; null when unknown
 * @param parameters focal length, k1, k2; nine numbers for {@code brown}, none for a panorama; null if {@code type} is null
 * @param make as Exif has it, which may be empty or {@code none}
 * @param model as Exif has it, which may be empty or {@code none}
 * @param width pixels
 * @param height pixels
 * @param exifOrientation 1 to 8
 */
public record SandboxCamera(
        @Nullable String type,
        @Nullable List<Double> parameters,
        String make,
        String model,
        int width,
        int height,
        int exifOrientation) {

    private static final double UNKNOWN_SHARE = 0.05;

    private static final List<List<String>> FLAT = List.of(
            List.of("GoPro", "HERO8 Black"),
            List.of("Apple", "iPhone 12 Pro"),
            List.of("samsung", "SM-G973F"),
            List.of("", ""),
            List.of("none", "none"),
            List.of("SONY", "FDR-X3000"));

    private static final List<List<String>> ROUND = List.of(
            List.of("GoPro", "GoPro Max"),
            List.of("RICOH", "RICOH THETA V"),
            List.of("Insta360", "Insta360 ONE X2"),
            List.of("none", "none"));

    private static final int[][] FLAT_SIZES = {{4160, 3120}, {4000, 3000}, {2704, 2028}, {1920, 1080}};
    private static final int[][] ROUND_SIZES = {{5376, 2688}, {5760, 2880}, {4096, 2048}};
    private static final int[] ORIENTATIONS = {1, 1, 1, 1, 3, 6, 8};

    public SandboxCamera {
        parameters = parameters == null ? null : List.copyOf(parameters);
    }

    public static SandboxCamera of(String sequenceId, boolean pano) {
        SplittableRandom random = DerivedRandom.of(sequenceId);
        List<String> name = any(random, pano ? ROUND : FLAT);
        int[][] sizes = pano ? ROUND_SIZES : FLAT_SIZES;
        int[] size = sizes[random.nextInt(sizes.length)];
        String type = random.nextDouble() < UNKNOWN_SHARE ? null : type(random.nextDouble(), pano);
        return new SandboxCamera(
                type,
                type == null ? null : parameters(random, type),
                name.get(0),
                name.get(1),
                size[0],
                size[1],
                pano ? 1 : ORIENTATIONS[random.nextInt(ORIENTATIONS.length)]);
    }

    private static String type(double kind, boolean pano) {
        if (pano) {
            return kind < 0.85 ? "spherical" : "equirectangular";
        }
        if (kind < 0.75) {
            return "perspective";
        }
        return kind < 0.95 ? "fisheye" : "brown";
    }

    private static List<Double> parameters(SplittableRandom random, String type) {
        return switch (type) {
            case "spherical", "equirectangular" -> List.of();
            // fx, fy, cx, cy, k1, k2, p1, p2, k3 in OpenSfM
            case "brown" -> distorted(random, 0.85, 0.85, 0, 0, -0.02, 0.003, 0.0001, -0.0001, 0.0004);
            default -> distorted(random, 0.85, -0.01, 0.00005);
        };
    }

    private static List<Double> distorted(SplittableRandom random, double... typical) {
        return DoubleStream.of(typical)
                .map(value -> value * (0.8 + 0.4 * random.nextDouble()))
                .boxed()
                .toList();
    }

    private static <T> T any(SplittableRandom random, List<T> values) {
        return values.get(random.nextInt(values.size()));
    }
}
