package io.github.gtmapillary.cli;

import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.logging.Level;
import java.util.logging.Logger;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/** The command {@code mapillary}. */
@Command(
        name = "mapillary",
        description =
                "Query Mapillary from a shell. Without an access token, a built-in sandbox answers with made data.",
        mixinStandardHelpOptions = true,
        versionProvider = MapillaryCommand.Version.class,
        scope = ScopeType.INHERIT)
public final class MapillaryCommand {

    /** Holds the logger strongly: Java keeps loggers by weak references, and a collected logger loses its level. */
    private static final Logger ALL_LOGGERS = Logger.getLogger("");

    @Option(names = "--verbose", scope = ScopeType.INHERIT, description = "Print log messages and stack traces.")
    private boolean verbose;

    MapillaryCommand() {}

    /** Runs the command and ends the process with 0, 1 (failed) or 2 (usage). */
    public static void main(String[] args) {
        // GeoTools' parser of CQL goes by it: a Thai calendar would move times, a Turkish i would spoil keywords
        Locale.setDefault(Locale.ROOT);
        ALL_LOGGERS.setLevel(Level.WARNING);
        // libraries inside log to SLF4J, which would complain here that nobody listens
        System.setProperty("slf4j.internal.verbosity", "ERROR");
        System.exit(run(CommandContext.ofProcess(), args));
    }

    /** Runs the command in the given context and returns its exit code; it never ends the process. */
    static int run(CommandContext context, String... args) {
        Optional<String> unreadable = UnreadableArgument.in(List.of(args));
        if (unreadable.isPresent()) {
            context.err().println("mapillary: " + unreadable.get());
            return Failures.USAGE;
        }
        return commandLine(context, args).execute(args);
    }

    private static Map<String, Supplier<Object>> subcommands(CommandContext context) {
        Map<String, Supplier<Object>> subcommands = new LinkedHashMap<>();
        subcommands.put("types", () -> new TypesCommand(context));
        subcommands.put("query", () -> new QueryCommand(context));
        subcommands.put("explain", () -> new ExplainCommand(context));
        subcommands.put("cache", () -> new CacheCommand(context));
        subcommands.put("thumbnail", () -> new ThumbnailCommand(context));
        subcommands.put("login", () -> new LoginCommand(context));
        subcommands.put("sandbox", () -> new SandboxCommand(context));
        return subcommands;
    }

    /** Has picocli read only the subcommand that comes first, if one does: it reads the options of each by reflection. */
    private static CommandLine commandLine(CommandContext context, String... args) {
        MapillaryCommand root = new MapillaryCommand();
        Failures failures = new Failures(root);
        CommandLine commandLine = new CommandLine(root);
        Map<String, Supplier<Object>> subcommands = subcommands(context);
        if (args.length > 0 && subcommands.containsKey(args[0])) {
            subcommands.keySet().retainAll(List.of(args[0]));
        }
        subcommands.forEach((name, subcommand) -> commandLine.addSubcommand(name, subcommand.get()));
        return commandLine
                .setOut(new PrintWriter(new OutputStreamWriter(context.out(), StandardCharsets.UTF_8), true))
                .setErr(context.err())
                .setCaseInsensitiveEnumValuesAllowed(true)
                // an argument that begins with @ is no file of arguments
                .setExpandAtFiles(false)
                .setParameterExceptionHandler(failures)
                .setExecutionExceptionHandler(failures)
                .setExecutionStrategy(parsed -> {
                    root.showLogMessages();
                    return new CommandLine.RunLast().execute(parsed);
                });
    }

    boolean verbose() {
        return verbose;
    }

    private void showLogMessages() {
        if (verbose) {
            ALL_LOGGERS.setLevel(Level.INFO);
        }
    }

    /** The version in the jar's manifest. */
    static final class Version implements IVersionProvider {

        @Override
        public String[] getVersion() {
            String version = MapillaryCommand.class.getPackage().getImplementationVersion();
            return new String[] {"mapillary " + (version == null ? "(not from a jar)" : version)};
        }
    }
}
