package io.github.gtmapillary;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaFieldAccess;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.github.gtmapillary.model.Condition;
import io.github.gtmapillary.plan.RequestPlan;
import io.github.gtmapillary.schema.MapillaryTypes;
import io.github.gtmapillary.schema.TileSet;
import io.github.gtmapillary.schema.TypeSchema;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Facts about types are data: no code outside {@code schema} compares types, or kinds of plans or conditions, with constants. */
class TypeFactsTest {
    private static final String SCHEMA = MapillaryTypes.class.getPackageName();

    /** The classes that name a type, each with the reason why it compares none with it. */
    private static final Map<String, String> NAME_A_TYPE = Map.of(
            "plan.UnboundedPlanner", "the overview says where images are, whatever type is asked for",
            "fetch.OverviewGuidedRows", "the overview says where images are, whatever type is asked for",
            "fetch.SearchFront", "the overview says where images are, whatever type is asked for",
            "fetch.SuspectEmptyTiles", "lines of sequences lead from tile to tile, whatever type is read beside them",
            "fetch.SequenceAssembly", "the columns of sequences, which are the only lines",
            "tile.DecodedTile", "its columns hold the properties of all types, so that each type reads the same ones");

    /** The files that write a type's name as a text, each with the reason. */
    private static final Map<String, String> WRITE_A_NAME = Map.of(
            "ThumbnailSource.java", "asks the public store for one type, as a program does",
            "cli/Hints.java", "sees the public API alone, and explains what an answer of the overview lacks",
            "graph/GraphRequest.java", "an endpoint of the API has this name too",
            "plan/DetectionLookup.java", "a kind of plan, for people",
            "plan/SequenceLookup.java", "a kind of plan, for people");

    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("io.github.gtmapillary");

    @Test
    void noClassOutsideOfTheSchemaNamesATypeOrATileSet() {
        Set<String> naming = CLASSES.stream()
                .filter(type -> !type.getPackageName().equals(SCHEMA))
                .filter(type -> type.getFieldAccessesFromSelf().stream().anyMatch(TypeFactsTest::isOfATypeOrATileSet))
                .map(type ->
                        type.getName().replace("io.github.gtmapillary.", "").replaceFirst("\\$.*", ""))
                .collect(Collectors.toCollection(TreeSet::new));

        assertThat(naming).containsExactlyInAnyOrderElementsOf(NAME_A_TYPE.keySet());
    }

    private static boolean isOfATypeOrATileSet(JavaFieldAccess access) {
        JavaClass owner = access.getTargetOwner();
        boolean type = owner.isEquivalentTo(MapillaryTypes.class)
                && access.getTarget().getRawType().isEquivalentTo(TypeSchema.class);
        return type
                || (owner.isEquivalentTo(TileSet.class)
                        && !access.getOriginOwner().isEquivalentTo(TileSet.class));
    }

    @Test
    void noFileOutsideOfTheSchemaWritesTheNameOfAType() throws IOException {
        Pattern name = Pattern.compile(
                MapillaryTypes.ALL.stream().map(TypeSchema::name).collect(Collectors.joining("|", "\"(", ")\"")));
        Path main = Path.of("src/main/java/io/github/gtmapillary");
        Set<String> writing = new TreeSet<>();
        try (Stream<Path> files = Files.walk(main)) {
            for (Path file :
                    files.filter(path -> path.toString().endsWith(".java")).toList()) {
                String path = main.relativize(file).toString().replace('\\', '/');
                // the sandbox is Mapillary's side, and shares no code with the store
                boolean apart = path.startsWith("schema/") || path.startsWith("sandbox/");
                if (!apart && name.matcher(codeOf(file)).find()) {
                    writing.add(path);
                }
            }
        }

        assertThat(writing).containsExactlyInAnyOrderElementsOf(WRITE_A_NAME.keySet());
    }

    /** The text without its Javadoc, whose examples may name types. */
    private static String codeOf(Path file) throws IOException {
        return Files.readString(file).replaceAll("(?s)/\\*\\*.*?\\*/", "");
    }

    @Test
    void noCodeTellsPlansApartByTheirClass() {
        assertThat(instanceofChecks(RequestPlan.class)).isEmpty();
    }

    /** Where conditions are made, two of them are simplified to one: that takes a look at both. */
    @Test
    void noCodeTellsConditionsApartByTheirClassOnceTheyAreMade() {
        assertThat(instanceofChecks(Condition.class))
                .isNotEmpty()
                .allMatch(check -> check.startsWith(Condition.class.getPackageName()));
    }

    private static Set<String> instanceofChecks(Class<?> sealed) {
        return CLASSES.stream()
                .flatMap(type -> type.getInstanceofChecks().stream())
                .filter(check -> check.getRawType().isAssignableTo(sealed))
                .map(check -> check.getOwner().getOwner().getName() + " "
                        + check.getRawType().getSimpleName())
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
