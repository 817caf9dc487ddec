package io.github.gtmapillary.geoserver.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.gtmapillary.geoserver.deploy.Tool.Run;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The script that makes the icons of signs, with a program in place of rsvg-convert that only copies. */
@RequiresPrograms({"bash", "awk"})
class SignsScriptTest {
    private static final Path CONFIG = Path.of("geoserver-config").toAbsolutePath();
    private static final String STYLES = "data_dir/workspaces/mapillary/styles/";

    @TempDir
    private Path folder;

    private Path style;
    private Path icons;

    @BeforeEach
    void copyTheStyle() throws IOException {
        style = folder.resolve(STYLES + "traffic_signs_icons.sld");
        icons = Files.createDirectories(folder.resolve("package_signs"));
        Files.createDirectories(style.getParent());
        Files.copy(CONFIG.resolve("signs.sh"), folder.resolve("signs.sh"));
        Files.copy(CONFIG.resolve(STYLES + "traffic_signs_icons.sld"), style);
        Path convert = Files.createDirectories(folder.resolve("bin")).resolve("rsvg-convert");
        Files.writeString(convert, "#!/bin/sh\nfor last; do :; done\ncp \"$last\" \"$5\"\n");
        assertThat(convert.toFile().setExecutable(true)).isTrue();
    }

    @Test
    void iconsLieBesideTheStyleWhichNamesTheirValues() throws IOException {
        icon("regulatory--stop--g1");
        icon("regulatory--yield--g1");
        icon("warning--children--g2");

        assertThat(run().exit()).isZero();
        assertThat(folder.resolve(STYLES + "signs/regulatory--stop--g1.png")).hasContent("<svg/>");
        assertThat(folder.resolve(STYLES + "signs/warning--children--g2.png")).exists();
        assertThat(Files.readString(style))
                .contains(
                        "strIndexOf('|regulatory--stop--g1|regulatory--yield--g1|', Concatenate('|', value, '|'))",
                        "strIndexOf('|warning--children--g2|', Concatenate('|', value, '|'))",
                        "strIndexOf('|information|', Concatenate('|', value, '|'))");
    }

    @Test
    void aSecondRunNamesWhatIsThereThen() throws IOException {
        icon("regulatory--stop--g1");
        run();
        Files.delete(icons.resolve("regulatory--stop--g1.svg"));
        icon("regulatory--yield--g1");

        assertThat(run().exit()).isZero();
        assertThat(Files.readString(style))
                .contains("strIndexOf('|regulatory--yield--g1|', ")
                .doesNotContain("stop");
    }

    @Test
    void aFolderWithoutIconsChangesNothing() throws IOException {
        String before = Files.readString(style);

        Run run = run();

        assertThat(run.exit()).isEqualTo(1);
        assertThat(run.err()).contains("there are no icons in");
        assertThat(style).hasContent(before);
    }

    @Test
    void aNameThatWouldBreakTheStyleIsRefused() throws IOException {
        String before = Files.readString(style);
        icon("regulatory--it's--g1");

        assertThat(run().exit()).isEqualTo(1);
        assertThat(style).hasContent(before);
    }

    private void icon(String value) throws IOException {
        Files.writeString(icons.resolve(value + ".svg"), "<svg/>");
    }

    private Run run() throws IOException {
        String path = folder.resolve("bin") + ":" + System.getenv("PATH");
        return Tool.named("bash").run(folder, Map.of("PATH", path), List.of("signs.sh", icons.toString()));
    }
}
