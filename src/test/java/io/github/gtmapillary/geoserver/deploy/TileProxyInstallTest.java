package io.github.gtmapillary.geoserver.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.gtmapillary.geoserver.deploy.Tool.Run;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whether the README's commands put nginx.conf and what it includes where nginx looks for them. */
@RequiresPrograms({"sh", "awk", "sed"})
class TileProxyInstallTest {

    private static final Pattern COMMANDS = Pattern.compile("(?s)```sh\n(apt-get install nginx\n.*?)```");
    private static final Pattern INCLUDE = Pattern.compile("(?m)^include ([a-z.-]+);");

    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource({"192.0.2.53, 192.0.2.53", "2001:db8::53, [2001:db8::53]"})
    void theReadmesCommandsInstallItForTheNameServerOfTheMachine(String nameServer, String resolver)
            throws IOException {
        Path etc = Files.createDirectories(folder.resolve("etc/nginx/conf.d")).getParent();
        Files.writeString(
                folder.resolve("etc/resolv.conf"),
                "# written by dhcp\nsearch example.org\nnameserver " + nameServer + "\nnameserver 192.0.2.54\n");

        Run run = Tool.named("sh").run(ConfigFolder.ORIGINAL, Map.of(), List.of("-euc", commands()));

        assertThat(run).isEqualTo(new Run(0, "", ""));
        String installed = Files.readString(etc.resolve("conf.d/mapillary-tiles.conf"));
        assertThat(installed)
                .isEqualTo(Files.readString(ConfigFolder.ORIGINAL.resolve("nginx.conf"))
                        .replace("resolver 127.0.0.53 ", "resolver " + resolver + " "))
                .contains("    resolver " + resolver + " ipv6=off;\n");
        Matcher include = INCLUDE.matcher(installed);
        assertThat(include.find()).isTrue();
        assertThat(etc.resolve(include.group(1)))
                .hasSameTextualContentAs(ConfigFolder.ORIGINAL.resolve("mapillary-upstream.conf"));
    }

    /** Those that copy and change files, in a folder of the test. */
    private String commands() throws IOException {
        Matcher commands = COMMANDS.matcher(Files.readString(ConfigFolder.ORIGINAL.resolve("README.md")));
        assertThat(commands.find()).isTrue();
        return commands.group(1)
                .lines()
                .filter(line -> !line.startsWith("apt-get ") && !line.startsWith("nginx "))
                .collect(Collectors.joining("\n"))
                .replace("/etc/", folder + "/etc/");
    }
}
