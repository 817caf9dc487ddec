package io.github.gtmapillary;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code docs/architecture.md} and its picture name the packages and classes that exist. */
class ArchitecturePageTest {
    private static final Path SOURCES = Path.of("src", "main", "java", "io", "github", "gtmapillary");
    private static final Path PAGE = Path.of("docs", "architecture.md");
    private static final Path IMAGES = Path.of("docs", "images");

    @ParameterizedTest
    @ValueSource(strings = {"architecture.dot", "architecture.svg"})
    void thePictureLinksToEveryPackageAndToNothingElse(String picture) throws IOException {
        List<Path> linked = matches("(?:URL=|xlink:href=)\"([^\"]+)\"", Files.readString(IMAGES.resolve(picture)))
                .map(link -> IMAGES.resolve(link).normalize())
                .distinct()
                .toList();

        assertThat(linked).containsExactlyInAnyOrderElementsOf(packages());
    }

    @ParameterizedTest
    @MethodSource("classesOnThePage")
    void aClassThatThePageNamesExists(String name) {
        assertThat(SOURCES.resolve(name + ".java")).exists();
    }

    @Test
    void thePageTellsWhereToAddThings() throws IOException {
        assertThat(Files.readString(PAGE))
                .contains(
                        "| an **attribute** |",
                        "| a **feature type** |",
                        "| a **filter operator** |",
                        "| an **output format** |");
    }

    private static List<Path> packages() throws IOException {
        try (Stream<Path> files = Files.walk(SOURCES)) {
            return files.filter(file -> file.endsWith("package-info.java"))
                    .map(Path::getParent)
                    .toList();
        }
    }

    /** Names such as {@code schema/MapillaryTypes} and {@code fetch.FetchSession}, as paths below the root package. */
    static Stream<String> classesOnThePage() throws IOException {
        return matches("`((?:[a-z]+[./])+[A-Z]\\w+)[`.]", Files.readString(PAGE))
                .map(name -> name.replace('.', '/'))
                .distinct();
    }

    private static Stream<String> matches(String regex, String text) {
        return Pattern.compile(regex).matcher(text).results().map((MatchResult match) -> match.group(1));
    }
}
