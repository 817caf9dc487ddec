package io.github.gtmapillary.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The command means the same in every locale: its calendar, its digits, its alphabet and its encoding of arguments. */
class CommandLocaleTest {

    private static final String BOX = "12.98,55.59,13.01,55.61";

    /** Panoramas of the sandbox in the box since 2024, as counted in the locale en_US. */
    private static final String PANORAMAS_SINCE_2024 = "419\n";

    /** As counted in the locale en_US for the same words in upper case. */
    private static final String IMAGES_IN_THE_SHAPES = "424\n";

    @TempDir
    Path folder;

    private CommandProcess command;

    @BeforeEach
    void commandWithoutToken() {
        command = new CommandProcess(folder);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "-Duser.language=th -Duser.country=TH",
                "-Duser.language=ja -Duser.country=JP -Duser.variant=JP",
                "-Duser.language=en -Duser.extensions=u-ca-buddhist",
                "-Duser.language=en -Duser.extensions=u-ca-japanese",
                "-Duser.language=ar -Duser.country=EG",
                "-Duser.language=en -Duser.country=US"
            })
    void aTimeWithoutQuotesIsOfTheSameYearInEveryCalendar(String locale) throws IOException {
        var result = command.with(locale.split(" ", -1))
                .run(
                        "query",
                        "images",
                        "--bbox",
                        BOX,
                        "--cql",
                        "is_pano = true AND captured_at AFTER 2024-01-01T00:00:00Z",
                        "--count");

        assertThat(result.out()).as(result.err()).isEqualTo(PANORAMAS_SINCE_2024);
    }

    @Test
    void inTurkishTheWordsOfCqlAreUnderstoodInLowerCase() throws IOException {
        var result = command.with("-Duser.language=tr", "-Duser.country=TR")
                .run(
                        "query",
                        "images",
                        "--cql",
                        "dwithin(geometry, point(12.995 55.6), 500, meters) and is_pano is not null"
                                + " and within(geometry, polygon((12.98 55.59, 13.01 55.59, 13.01 55.61, 12.98 55.59)))"
                                + " and intersects(geometry, polygon((12.98 55.59, 13 55.59, 13 55.61, 12.98 55.59)))",
                        "--count");

        assertThat(result.out()).as(result.err()).isEqualTo(IMAGES_IN_THE_SHAPES);
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void inALocaleWithoutUtf8AnArgumentBeyondAsciiIsRefused() throws IOException {
        for (String locale : List.of("C", "POSIX")) {
            var result = command.in("LC_ALL", locale).run("query", "images", "--cql", "value LIKE 'Ö%'");

            assertThat(result.exit()).isEqualTo(2);
            assertThat(result.out()).isEmpty();
            assertThat(result.err())
                    .hasLineCount(1)
                    .startsWith("mapillary: the value of --cql holds bytes that are no ASCII text")
                    .contains("set the environment variable LC_ALL");
        }
    }

    @Test
    void anUnreadableArgumentIsNamedWithoutItsText() {
        assertThat(UnreadableArgument.in(List.of("query", "images", "-o", "\uFFFD.csv")))
                .hasValueSatisfying(text -> assertThat(text).startsWith("the value of -o holds"));
        assertThat(UnreadableArgument.in(List.of("query", "--cql=value = '\uFFFD'")))
                .hasValueSatisfying(text -> assertThat(text).startsWith("the value of --cql holds"));
        assertThat(UnreadableArgument.in(List.of("query", "MLY|1|\uFFFD")))
                .hasValueSatisfying(
                        text -> assertThat(text).startsWith("argument 2 holds").doesNotContain("MLY"));
        assertThat(UnreadableArgument.in(List.of("query", "--cql", "value = 'Ö'")))
                .isEmpty();
    }
}
