package io.github.gtmapillary;

import java.nio.file.Path;
import java.util.Locale;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Folders of the user who runs the program, where their system has them. */
final class UserFolders {
    private static final String NAME = "gt-mapillary";

    private UserFolders() {}

    /**
     * Where what can be had again is kept: below {@code XDG_CACHE_HOME} or {@code ~/.cache} (XDG Base Directory Specification),
     * {@code ~/Library/Caches} on a Mac, {@code LOCALAPPDATA} on Windows. It need not exist.
     *
     * @param environment looks up environment variables, null for those that are not set
     */
    static Path cache(UnaryOperator<@Nullable String> environment) {
        return cache(environment, System.getProperty("os.name", ""), Path.of(System.getProperty("user.home", "")));
    }

    static Path cache(UnaryOperator<@Nullable String> environment, String system, Path home) {
        String name = system.toLowerCase(Locale.ROOT);
        if (name.startsWith("windows")) {
            return folder(
                            environment.apply("LOCALAPPDATA"),
                            home.resolve("AppData").resolve("Local"))
                    .resolve(NAME)
                    .resolve("cache");
        }
        if (name.startsWith("mac")) {
            return home.resolve("Library").resolve("Caches").resolve(NAME);
        }
        return folder(environment.apply("XDG_CACHE_HOME"), home.resolve(".cache"))
                .resolve(NAME);
    }

    /** The folder that a variable names; a relative one does not count, as the specification says. */
    private static Path folder(@Nullable String variable, Path otherwise) {
        return variable == null || variable.isBlank() || !Path.of(variable).isAbsolute()
                ? otherwise
                : Path.of(variable);
    }
}
