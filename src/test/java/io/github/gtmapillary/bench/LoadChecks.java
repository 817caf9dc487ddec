package io.github.gtmapillary.bench;

import io.github.gtmapillary.JavaRun;
import java.io.IOException;
import java.util.Locale;
import java.util.logging.Level;
import java.util.logging.Logger;

/** Runs checks of load, each in a process with the heap that it has to do with. */
final class LoadChecks {
    /** Held, so that its level stays. */
    private static final Logger LOGGER = Logger.getLogger("io.github.gtmapillary");

    private LoadChecks() {}

    /** Runs a check in a process of its own; false if it does not hold. */
    static boolean run(LoadCheck check) throws IOException {
        System.out.printf(Locale.ROOT, "%n%s, with a heap of %d MB%n", check, check.heapMegabytes());
        try (MadeTiles tiles = check.serve()) {
            Process process = new ProcessBuilder(
                            JavaRun.thisJava().resolve("bin").resolve("java").toString(),
                            "-Xmx" + check.heapMegabytes() + "m",
                            "-classpath",
                            JavaRun.classPath(),
                            LoadChecks.class.getName(),
                            check.name(),
                            tiles.url())
                    .inheritIO()
                    .start();
            return process.waitFor() == 0;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }

    /**
     * Does one check; ends with 1 if it does not hold.
     *
     * @param arguments the name of a {@link LoadCheck}, and the base URL of its server
     */
    public static void main(String[] arguments) throws IOException {
        LOGGER.setLevel(Level.SEVERE);
        boolean holds = LoadCheck.valueOf(arguments[0]).holds(arguments[1]);
        System.out.println(holds ? "holds" : "DOES NOT HOLD");
        System.exit(holds ? 0 : 1);
    }
}
