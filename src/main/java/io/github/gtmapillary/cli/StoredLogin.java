package io.github.gtmapillary.cli;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

/** The file in which {@code mapillary login} keeps a token by default. */
final class StoredLogin {

    private StoredLogin() {}

    /**
     * The path of the file, which need not exist; empty if there is no folder of configurations.
     *
     * @throws InvalidPathException if the folder has a name that Java can't write in this locale
     */
    static Optional<Path> file(CommandContext context) {
        return context.variable("XDG_CONFIG_HOME")
                .or(() -> context.variable("APPDATA"))
                .or(() -> home(context).map(home -> home + File.separator + ".config"))
                .map(folder -> Path.of(folder, "mapillary", "token.json"));
    }

    /** Java reports {@code ?} as the home of a user unknown to the system, as in a container with an arbitrary user id. */
    private static Optional<String> home(CommandContext context) {
        return Stream.of(Optional.ofNullable(System.getProperty("user.home")), context.variable("HOME"))
                .flatMap(Optional::stream)
                .filter(home -> new File(home).isAbsolute())
                .findFirst();
    }

    /** The file if it exists, even if it can't be read: the data store reports that. */
    static Optional<Path> find(CommandContext context) {
        try {
            // a file that may be a login counts as one: otherwise made data would answer in its place
            return file(context).filter(file -> !Files.notExists(file, LinkOption.NOFOLLOW_LINKS));
        } catch (InvalidPathException e) {
            context.err()
                    .println(
                            "mapillary: warning: the folder of configurations has a name that Java can't read in this"
                                    + " locale, so no login was looked for there: set LC_ALL to a UTF-8 locale, such as C.UTF-8");
            return Optional.empty();
        }
    }
}
