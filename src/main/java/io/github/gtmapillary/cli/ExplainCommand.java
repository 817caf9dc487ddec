package io.github.gtmapillary.cli;

import io.github.gtmapillary.cli.Explainer.Explanation;
import java.io.IOException;
import java.util.concurrent.Callable;
import org.geotools.api.data.Query;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Prints the requests that a query would send, and why. */
@Command(name = "explain", description = "Print what a query would ask for, without asking.")
final class ExplainCommand implements Callable<Integer> {

    private final CommandContext context;

    @Mixin
    private final SelectionOptions selection = new SelectionOptions();

    @Mixin
    private final ConnectionOptions connection = new ConnectionOptions();

    @Mixin
    private final SandboxOption sandbox = new SandboxOption();

    @Option(names = "--json", description = "As JSON.")
    private boolean json;

    ExplainCommand(CommandContext context) {
        this.context = context;
    }

    @Override
    public Integer call() throws IOException {
        try (ConnectionOptions.OpenStore open = connection.open(context, sandbox, new OutputTarget.Standard())) {
            Query query = selection.query(open.store());
            new Hints(context, open.store()).ofIds(query);
            Explanation explanation = context.explainer().explain(open.store(), query);
            String text = json ? explanation.json() : explanation.text();
            context.print(text.stripTrailing() + "\n");
        }
        return 0;
    }
}
