package io.github.gtmapillary.cli;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Another process that is writing an {@link OutputFile}, and completes it when told. */
final class OtherRun implements AutoCloseable {

    private final Process process;

    private OtherRun(Process process) {
        this.process = process;
    }

    /** Returns when the file is begun and some of it written. */
    static OtherRun begin(Path file) throws IOException {
        Process process = new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        OtherRun.class.getName(),
                        file.toString()))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        BufferedReader out = new BufferedReader(new InputStreamReader(process.getInputStream(), US_ASCII));
        if (!"begun".equals(out.readLine())) {
            throw new IOException("The other run did not begin");
        }
        return new OtherRun(process);
    }

    /** Ends it as {@code kill -9} does. */
    void kill() {
        process.destroyForcibly().onExit().join();
    }

    void complete() throws IOException, InterruptedException {
        process.getOutputStream().close();
        if (!process.waitFor(60, TimeUnit.SECONDS) || process.exitValue() != 0) {
            throw new IOException("The other run did not complete");
        }
    }

    @Override
    public void close() {
        kill();
    }

    /** The other process: ends its file when its input ends. */
    public static void main(String[] args) throws IOException {
        Path file = Path.of(args[0]);
        try (OutputFile output = OutputFile.begin(file, args[0])) {
            output.stream().write("other ".getBytes(US_ASCII));
            output.stream().flush();
            System.out.println("begun");
            System.in.readAllBytes();
            output.stream().write("run".getBytes(US_ASCII));
            output.complete();
        }
    }
}
