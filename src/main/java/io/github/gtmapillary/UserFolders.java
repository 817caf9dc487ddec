package io.github.gtmapillary;

import java.io.File;
import java.util.Locale;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Folders of the user who runs the program, where their system has them. They are {@link File}s and no paths, which not every name
 * can become in every locale.
 */
final class UserFolders {
    private static final String NAME = "gt-mapillary";

    private final UnaryOperator<@Nullable String> environment;
    private final UnaryOperator<@Nullable String> properties;

    /**
     * Folders as environment variables and system properties say.
     *
     * @param environment looks up environment variables, null for those that are not set
     * @param properties likewise for Java's system properties
     */
    UserFolders(UnaryOperator<@Nullable String> environment, UnaryOperator<@Nullable String> properties) {
        this.environment = environment;
        this.properties = properties;
    }

    /**
     * Where what can be had again is kept: below {@code XDG_CACHE_HOME} or {@code ~/.cache} (XDG Base Directory Specification),
     * {@code ~/Library/Caches} on a Mac, {@code LOCALAPPDATA} on Windows; for a user without a home, in the folder for temporary files.
     * It need not exist.
     *
     * @param environment looks up environment variables, null for those that are not set
     */
    static File cache(UnaryOperator<@Nullable String> environment) {
        return new UserFolders(environment, System::getProperty).cache();
    }

    File cache() {
        String system = property("os.name").toLowerCase(Locale.ROOT);
        if (system.startsWith("windows")) {
            return variable("LOCALAPPDATA")
                    .or(() -> home("AppData" + File.separator + "Local"))
                    .map(folder -> new File(new File(folder, NAME), "cache"))
                    .orElseGet(this::temporary);
        }
        if (system.startsWith("mac")) {
            return home("Library" + File.separator + "Caches")
                    .map(folder -> new File(folder, NAME))
                    .orElseGet(this::temporary);
        }
        return variable("XDG_CACHE_HOME")
                .or(() -> home(".cache"))
                .map(folder -> new File(folder, NAME))
                .orElseGet(this::temporary);
    }

    /**
     * A folder below the user's home. Java names {@code ?} as the home of a user whom the system does not know, as in a container that
     * runs with any user id.
     */
    private Optional<File> home(String below) {
        return absolute(property("user.home")).or(() -> variable("HOME")).map(home -> new File(home, below));
    }

    private File temporary() {
        return new File(property("java.io.tmpdir"), NAME);
    }

    /** The folder that a variable names; a relative one does not count, as the specification says. */
    private Optional<File> variable(String name) {
        return Optional.ofNullable(environment.apply(name)).flatMap(UserFolders::absolute);
    }

    private static Optional<File> absolute(String name) {
        return Optional.of(new File(name)).filter(File::isAbsolute);
    }

    private String property(String name) {
        String value = properties.apply(name);
        return value == null ? "" : value;
    }
}
