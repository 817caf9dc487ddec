package io.github.gtmapillary.cli;

import io.github.gtmapillary.cli.Explainer.Explanation;
import io.github.gtmapillary.cli.FeatureCopy.Answer;
import io.github.gtmapillary.cli.output.OutputFormat;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.geotools.api.data.FeatureReader;
import org.geotools.api.data.Query;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Writes or counts the features of a query. */
@Command(name = "query", description = "Write the features of a type as GeoJSON or CSV, or count them.")
final class QueryCommand implements Callable<Integer> {

    private final CommandContext context;

    @Mixin
    private final SelectionOptions selection = new SelectionOptions();

    @Mixin
    private final ConnectionOptions connection = new ConnectionOptions();

    @Mixin
    private final SandboxOption sandbox = new SandboxOption();

    @Option(
            names = "--format",
            description =
                    "${COMPLETION-CANDIDATES}; without it the ending of FILE decides, and for standard output geojson.")
    private @Nullable OutputFormat format;

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FILE",
            converter = OptionConverter.OfOutput.class,
            description = "Write to this file, which appears when it is complete; - is standard output.")
    private OutputTarget output = new OutputTarget.Standard();

    @Option(names = "--count", description = "Print only the number of features.")
    private boolean count;

    @Option(names = "--explain", description = "Print the planned requests and the finished ones on stderr.")
    private boolean explain;

    QueryCommand(CommandContext context) {
        this.context = context;
    }

    @Override
    public Integer call() throws IOException {
        OutputFormat chosen = format();
        try (ConnectionOptions.OpenStore open = connection.open(context, sandbox, output)) {
            Query query = selection.query(open.store());
            Hints hints = new Hints(context, open.store());
            hints.ofIds(query);
            if (explain) {
                Explanation explanation = context.explainer().explain(open.store(), query);
                context.err().println(explanation.text().stripTrailing());
            }
            Answer answer = answer(open, query, chosen);
            if (answer.features() == 0) {
                hints.ofNothingFound(answer.origin(), selection.place());
            }
        }
        return 0;
    }

    /** @throws UsageException if neither the option nor the file's ending names a format */
    private OutputFormat format() {
        if (count) {
            return OutputFormat.GEOJSON;
        }
        Optional<OutputFormat> byEnding = OutputFormat.ofName(output.name());
        if (format == null) {
            return byEnding.orElseGet(this::standardFormat);
        }
        if (byEnding.isPresent() && byEnding.get() != format) {
            context.err().println("mapillary: '" + output.name() + "' gets " + format + ", as --format says");
        }
        return format;
    }

    private OutputFormat standardFormat() {
        if (output.isFile()) {
            throw new UsageException("-o: no format has the ending of '" + output.name() + "'; the endings are "
                    + OutputFormat.endings() + ", and with --format any will do");
        }
        return OutputFormat.GEOJSON;
    }

    private Answer answer(ConnectionOptions.OpenStore open, Query query, OutputFormat chosen) throws IOException {
        // on a terminal, a counter between lines of results would only garble them
        Progress progress = count || output.isFile() ? context.progress() : Progress.NONE;
        FeatureCopy copy =
                new FeatureCopy(open.store(), query, open.origin(), context.explainer(), progress, this::report);
        try (Output begun = output.begin(context)) {
            Answer answer = write(copy, chosen, begun.stream());
            begun.complete();
            return answer;
        }
    }

    private Answer write(FeatureCopy copy, OutputFormat chosen, OutputStream out) throws IOException {
        if (!count) {
            return copy.write(chosen, out);
        }
        Answer answer = copy.count();
        out.write((answer.features() + "\n").getBytes(StandardCharsets.US_ASCII));
        return answer;
    }

    private void report(FeatureReader<?, ?> reader) {
        if (explain) {
            context.explainer().report(reader).ifPresent(text -> context.err().println(text.stripTrailing()));
        }
    }
}
