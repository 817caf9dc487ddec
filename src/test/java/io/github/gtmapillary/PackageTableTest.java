package io.github.gtmapillary;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.util.Arrays;
import java.util.List;
import java.util.logging.Logger;

/** Checks which packages each package imports: the line from query to features goes one way. */
@AnalyzeClasses(packages = "io.github.gtmapillary", importOptions = ImportOption.DoNotIncludeTests.class)
class PackageTableTest {
    private static final String BASE = "io.github.gtmapillary";
    private static final String JTS = "org.locationtech.jts";
    private static final String JACKSON = "com.fasterxml.jackson.core";
    private static final String MVT = "io.github.sebasbaumh.mapbox.vectortile";
    private static final String PROTOBUF = "com.google.protobuf";
    private static final String GEOTOOLS = "org.geotools";

    /** Where loggers come from: GeoServer writes only those to its log, and sets only their levels. */
    private static final String LOGGING = "org.geotools.util.logging";

    /** Failures of every package are told by it, so it is below all. */
    @ArchTest
    static final ArchRule FAILURE = mayImport("failure");

    @ArchTest
    static final ArchRule MODEL = mayImport("model", own("failure"), JTS);

    @ArchTest
    static final ArchRule SCHEMA = mayImport("schema", own("failure"), own("model"), JTS);

    @ArchTest
    static final ArchRule TILE =
            mayImport("tile", own("failure"), own("model"), own("schema"), JTS, MVT, PROTOBUF, "com.carrotsearch.hppc");

    @ArchTest
    static final ArchRule FILTER =
            mayImport("filter", own("failure"), own("model"), own("schema"), JTS, GEOTOOLS, "net.sf.geographiclib");

    @ArchTest
    static final ArchRule FILTER_FUNCTION = mayImport("filter.function", JTS, GEOTOOLS);

    @ArchTest
    static final ArchRule GRAPH =
            mayImport("graph", own("failure"), own("model"), own("schema"), JTS, JACKSON, MVT, PROTOBUF);

    @ArchTest
    static final ArchRule PLAN =
            mayImport("plan", own("failure"), own("model"), own("schema"), own("tile"), own("graph"), JTS);

    @ArchTest
    static final ArchRule HTTP = mayImport("http", own("failure"), LOGGING);

    @ArchTest
    static final ArchRule HTTP_FILES = mayImport("http.files", own("failure"));

    @ArchTest
    static final ArchRule HTTP_TOKEN =
            mayImport("http.token", own("failure"), only("http"), own("http.files"), JACKSON, LOGGING);

    @ArchTest
    static final ArchRule HTTP_WIRE = mayImport(
            "http.wire",
            own("failure"),
            only("http"),
            own("http.token"),
            own("http.files"),
            "javax.net",
            "okhttp3",
            "okio",
            "kotlin",
            JACKSON,
            LOGGING);

    @ArchTest
    static final ArchRule HTTP_PACE = mayImport(
            "http.pace",
            own("failure"),
            only("http"),
            own("http.wire"),
            own("http.token"),
            own("http.files"),
            "dev.failsafe",
            LOGGING);

    @ArchTest
    static final ArchRule HTTP_CACHE = mayImport(
            "http.cache",
            own("failure"),
            only("http"),
            own("http.wire"),
            own("http.token"),
            "okio",
            "com.github.benmanes.caffeine",
            JACKSON,
            LOGGING);

    @ArchTest
    static final ArchRule HTTP_CLIENT = mayImport("http.client", own("failure"), own("http"));

    /** A secret leaves its package in a request alone. */
    @ArchTest
    static final ArchRule SECRETS = noClasses()
            .that()
            .resideOutsideOfPackages(own("http.token"), own("http.wire"))
            .should()
            .callMethodWhere(describe(
                    "read a secret",
                    call -> call.getTarget().getName().equals("value")
                            && call.getTargetOwner().getPackageName().equals(own("http.token"))));

    @ArchTest
    static final ArchRule NO_CYCLES_IN_HTTP =
            slices().matching(own("http") + ".(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule FETCH = mayImport(
            "fetch",
            own("failure"),
            own("plan"),
            own("tile"),
            own("graph"),
            own("http"),
            own("model"),
            own("schema"),
            JTS,
            LOGGING,
            "com.carrotsearch.hppc");

    @ArchTest
    static final ArchRule STORE = mayImport(
            "store",
            own("failure"),
            own("filter"),
            own("plan"),
            own("fetch"),
            own("schema"),
            own("model"),
            JTS,
            GEOTOOLS);

    @ArchTest
    static final ArchRule SANDBOX = mayImport("sandbox", own("sandbox"), "com.sun.net.httpserver");

    @ArchTest
    static final ArchRule SANDBOX_WORLD = mayImport("sandbox.world");

    @ArchTest
    static final ArchRule SANDBOX_EXCHANGE =
            mayImport("sandbox.exchange", own("sandbox.world"), JACKSON, "com.sun.net.httpserver");

    @ArchTest
    static final ArchRule SANDBOX_TILES = mayImport(
            "sandbox.tiles",
            own("sandbox.world"),
            own("sandbox.exchange"),
            JTS,
            MVT,
            PROTOBUF,
            "com.sun.net.httpserver");

    @ArchTest
    static final ArchRule SANDBOX_GRAPH = mayImport(
            "sandbox.graph",
            own("sandbox.world"),
            own("sandbox.exchange"),
            JACKSON,
            MVT,
            PROTOBUF,
            "com.sun.net.httpserver");

    @ArchTest
    static final ArchRule NO_CYCLES_IN_SANDBOX =
            slices().matching(own("sandbox") + ".(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule COMMAND = noClasses()
            .that()
            .resideInAPackage(own("cli") + "..")
            .should()
            .dependOnClassesThat(describe("are neither public API nor sandbox", PackageTableTest::isInside));

    @ArchTest
    static final ArchRule COMMAND_OUTPUT =
            mayImport("cli.output", only("sandbox"), JTS, GEOTOOLS, JACKSON, "org.apache.commons.csv");

    @ArchTest
    static final ArchRule ROOT = noClasses()
            .that()
            .resideInAPackage(BASE)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(own("cli") + "..", own("sandbox") + "..");

    /** The command sets the level of all of Java's loggers, and the sandbox knows no GeoTools. */
    @ArchTest
    static final ArchRule LOGGERS = noClasses()
            .that()
            .doNotHaveFullyQualifiedName(own("cli") + ".MapillaryCommand")
            .should()
            .callMethod(Logger.class, "getLogger", String.class)
            .orShould()
            .callMethod(Logger.class, "getLogger", String.class, String.class)
            .orShould()
            .callMethod(Logger.class, "getAnonymousLogger");

    @ArchTest
    static final ArchRule NO_CYCLES =
            slices().matching(BASE + ".(*)..").should().beFreeOfCycles();

    /** Whatever may be imported, the JDK and the package itself may. */
    private static ArchRule mayImport(String name, String... packages) {
        List<String> allowed = Arrays.asList(packages);
        return classes()
                .that()
                .resideInAPackage(own(name))
                .should()
                .onlyDependOnClassesThat(describe(
                        "are in the JDK, jspecify or " + allowed, type -> isAllowed(type, own(name), allowed)));
    }

    private static boolean isAllowed(JavaClass type, String self, List<String> allowed) {
        String name = type.getBaseComponentType().getPackageName();
        return name.isEmpty() // primitives
                || name.equals(self)
                || name.startsWith("java.")
                || name.startsWith("org.jspecify")
                || allowed.stream()
                        .anyMatch(
                                prefix -> name.equals(prefix.replaceFirst("!$", "")) || name.startsWith(prefix + "."));
    }

    private static boolean isInside(JavaClass type) {
        String name = type.getPackageName();
        return name.startsWith(BASE + ".")
                && !name.equals(own("failure"))
                && !name.equals(own("cli"))
                && !name.equals(own("cli.output"))
                && !name.equals(own("sandbox"));
    }

    /** A package without those below it. */
    private static String only(String name) {
        return own(name) + "!";
    }

    private static String own(String name) {
        return BASE + "." + name;
    }
}
