package io.github.gtmapillary.geoserver.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Method;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class InstalledProgramsTest {

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

    /** Set-up that starts a program needs the condition on the class: one on a method comes too late for it. */
    @ParameterizedTest
    @ValueSource(
            classes = {
                FolderScriptTest.class,
                InstallScriptTest.class,
                RestScriptTest.class,
                SharedTilesTest.class,
                TileProxyTest.class
            })
    void everyTestOfAScriptOrOfNginxHasTheCondition(Class<?> testClass) {
        assertThat(evaluate(testClass, Set.of()).isDisabled()).isTrue();
    }

    @Test
    void shellcheckIsNeededByOneTestAlone() {
        assertThat(Stream.of(ShellScriptsTest.class.getDeclaredMethods())
                        .filter(method -> method.isAnnotationPresent(RequiresPrograms.class))
                        .map(Method::getName))
                .containsExactly("shellcheckFindsNothing");
    }

    private static ConditionEvaluationResult evaluate(Class<?> testClass, Set<String> installed) {
        return new InstalledPrograms(
                        name -> installed.contains(name) ? Optional.of(Path.of("/bin", name)) : Optional.empty())
                .evaluate(testClass);
    }
}
