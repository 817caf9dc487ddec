package io.github.gtmapillary.geoserver.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaMethodCall;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;

class InstalledProgramsTest {

    /** The methods by which tests run programs. */
    private static final Set<String> STARTERS =
            Set.of("Tool.named", "Nginx.start", "ConfigFolder.run", "GeoServerFolders.install");

    /** Classes that run programs for tests. */
    private static final Set<String> BETWEEN = Set.of("Nginx", "ConfigFolder", "GeoServerFolders");

    @Test
    void aTestIsSkippedForTheProgramsThatAreMissing() {
        ConditionEvaluationResult result = evaluate(RestScriptTest.class, Set.of("bash", "awk", "find", "sed"));
        assertThat(result.isDisabled()).isTrue();
        assertThat(result.getReason()).contains("not installed: curl, grep");
    }

    @Test
    void aTestRunsWhereItsProgramsAre() {
        assertThat(evaluate(TileProxyTest.class, Set.of("nginx")).isDisabled()).isFalse();
    }

    @Test
    void aTestWithoutProgramsAlwaysRuns() {
        assertThat(evaluate(InstalledProgramsTest.class, Set.of()).isDisabled()).isFalse();
    }

    /** A mark on the class holds for its set-up too, which a mark on a test comes too late for. */
    @Test
    void everyTestThatRunsAProgramIsMarked() {
        List<JavaMethodCall> starts = new ClassFileImporter()
                .importPackages("io.github.gtmapillary").stream()
                        .flatMap(testClass -> testClass.getMethodCallsFromSelf().stream())
                        .filter(InstalledProgramsTest::startsAProgram)
                        .toList();
        assertThat(starts).hasSizeGreaterThan(5);
        assertThat(starts).allMatch(InstalledProgramsTest::isMarked);
    }

    private static boolean startsAProgram(JavaMethodCall call) {
        String target = call.getTargetOwner().getSimpleName() + "." + call.getName();
        return STARTERS.contains(target)
                && !BETWEEN.contains(call.getOriginOwner().getSimpleName());
    }

    private static boolean isMarked(JavaMethodCall call) {
        return call.getOriginOwner().isAnnotatedWith(RequiresPrograms.class)
                || call.getOrigin().isAnnotatedWith(RequiresPrograms.class);
    }

    private static ConditionEvaluationResult evaluate(Class<?> testClass, Set<String> installed) {
        return new InstalledPrograms(
                        name -> installed.contains(name) ? Optional.of(Path.of("/bin", name)) : Optional.empty())
                .evaluate(testClass);
    }
}
