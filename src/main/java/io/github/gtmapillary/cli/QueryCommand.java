package io.github.gtmapillary.cli;

import io.github.gtmapillary.cli.Explainer.Explanation;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.geotools.api.data.DataStore;
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

    @Option(names = "--format", description = "${COMPLETION-CANDIDATES}; without it ${DEFAULT-VALUE}.")
    private OutputFormat format = OutputFormat.GEOJSON;

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FILE",
            description = "Write to this file, which appears when it is complete.")
    private @Nullable Path output;

    @Option(names = "--count", description = "Print only the number of features.")
    private boolean count;

    @Option(names = "--explain", description = "Say on stderr what is going to be asked for, and what was.")
    private boolean explain;

    QueryCommand(CommandContext context) {
        this.context = context;
    }

    @Override
    public Integer call() throws IOException {
        try (ConnectionOptions.OpenStore open = connection.open(context)) {
            Query query = selection.query(open.store());
            if (explain) {
                Explanation explanation = context.explainer().explain(open.store(), query);
                context.err().println(explanation.text().stripTrailing());
            }
            answer(open.store(), query);
        }
        return 0;
    }

    private void answer(DataStore store, Query query) throws IOException {
        // on a terminal, a counter between lines of results would only garble them
        Progress progress = count || output != null ? context.progress() : Progress.NONE;
        FeatureCopy copy = new FeatureCopy(store, query, progress, this::report);
        if (output == null) {
            write(copy, context.out());
            context.out().flush();
            return;
        }
        try (OutputFile file = OutputFile.begin(output)) {
            write(copy, file.stream());
            file.complete();
        }
    }

    private void write(FeatureCopy copy, OutputStream out) throws IOException {
        if (count) {
            out.write((copy.count() + "\n").getBytes(StandardCharsets.US_ASCII));
        } else {
            copy.write(format, out);
        }
    }

    private void report(FeatureReader<?, ?> reader) {
        if (explain) {
            context.explainer().report(reader).ifPresent(text -> context.err().println(text.stripTrailing()));
        }
    }
}
