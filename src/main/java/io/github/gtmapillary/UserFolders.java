package io.github.gtmapillary;

import java.io.File;
import java.util.Locale;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Folders of the user who runs the program, if the system has them. They are {@link File}s, not paths, because not every locale can make a
 * path of every name.
 */
final class UserFolders {
    private static final String NAME = "gt-mapillary";

    private final UnaryOperator<@Nullable String> environment;
    private final UnaryOperator<@Nullable String> properties;

    /**
     * Finds folders from environment variables and system properties.
     *
     * @param environment looks up environment variables, null for unset ones
     * @param properties looks up Java's system properties, null for unset ones
     */
    UserFolders(UnaryOperator<@Nullable String> environment, UnaryOperator<@Nullable String> properties) {
        this.environment = environment;
        this.properties = properties;
    }

    /**
     * The folder for caches: below {@code XDG_CACHE_HOME} or {@code ~/.cache} (XDG Base Directory Specification), {@code ~/Library/Caches}
     * on a Mac, {@code LOCALAPPDATA} on Windows. A user without a home gets the folder for temporary files. It need not exist.
     *
     * @param environment looks up environment variables, null for unset ones
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
     * A folder below the user's home. For a user unknown to the system, as in a container that runs with any user id, Java names {@code ?}
     * as the home.
     */
    private Optional<File> home(String below) {
        return absolute(property("user.home")).or(() -> variable("HOME")).map(home -> new File(home, below));
    }

    private File temporary() {
        return new File(property("java.io.tmpdir"), NAME);
    }

    /** The folder that a variable names; a relative one is ignored, as the specification says. */
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
