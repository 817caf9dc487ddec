package io.github.gtmapillary.cli;

import io.github.gtmapillary.cli.SandboxStarter.RunningSandbox;
import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Runs the sandbox in the foreground. */
@Command(name = "sandbox", description = "Run a local stand-in of the Mapillary API with made data, until interrupted.")
final class SandboxCommand implements Callable<Integer> {

    private final CommandContext context;

    @Option(
            names = "--port",
            paramLabel = "N",
            converter = OptionConverter.OfPort.class,
            description = "Port; without it any free one.")
    private int port;

    @Option(
            names = "--host",
            paramLabel = "ADDRESS",
            converter = OptionConverter.OfAddress.class,
            description = "Address to listen on; without it only this machine can ask, with 0.0.0.0 any other.")
    private InetAddress host = InetAddress.getLoopbackAddress();

    SandboxCommand(CommandContext context) {
        this.context = context;
    }

    @Override
    public Integer call() throws IOException {
        try (RunningSandbox sandbox = context.sandboxes().start(host, port)) {
            context.print(announcement(sandbox));
            new CountDownLatch(1).await();
        } catch (BindException e) {
            throw new UsageException(
                    "--port " + port + " on " + host.getHostAddress() + " is not available (" + e.getMessage()
                            + "): give another, or another --host",
                    e);
        } catch (InterruptedException e) {
            // the way to end it
            Thread.currentThread().interrupt();
        }
        return 0;
    }

    private static String announcement(RunningSandbox sandbox) {
        String url = sandbox.url();
        return """
                Sandbox of the Mapillary API (made data) at %s
                Access token: %s
                Parameters: -P tiles_url=%s -P graph_url=%s -P 'access_token=%s'
                Ends with Ctrl+C.
                """.formatted(url, sandbox.accessToken(), url, url, sandbox.accessToken());
    }
}
