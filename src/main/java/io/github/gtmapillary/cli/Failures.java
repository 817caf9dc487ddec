package io.github.gtmapillary.cli;

import io.github.gtmapillary.cli.NamedOutput.ClosedPipeException;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.util.regex.Pattern;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/** Reports a failure to the user in one line, and to the calling program by an exit code. */
final class Failures implements IExecutionExceptionHandler, IParameterExceptionHandler {

    static final int FAILED = 1;
    static final int USAGE = 2;

    /** Matches client tokens, client secrets and similar texts, whether their bars are percent-encoded or not. */
    private static final Pattern TOKEN = Pattern.compile("MLY(?:[|%][^\\s'\"]{8,}|[A-Z]{2}[0-9A-Za-z_-]{20,})");

    private final MapillaryCommand root;

    Failures(MapillaryCommand root) {
        this.root = root;
    }

    @Override
    public int handleExecutionException(Exception e, CommandLine commandLine, ParseResult result) {
        Throwable failure = unwrapped(e);
        if (failure instanceof ClosedPipeException) {
            return 0;
        }
        tell(commandLine, "mapillary: " + oneLine(failure), e);
        return failure instanceof UsageException ? USAGE : FAILED;
    }

    @Override
    public int handleParseException(ParameterException e, String[] args) {
        CommandLine commandLine = e.getCommandLine();
        String name = commandLine.getCommandSpec().qualifiedName();
        tell(commandLine, "mapillary: " + oneLine(e) + " (see " + name + " --help)", e);
        return USAGE;
    }

    /** Unwraps the I/O failure: GeoTools' iterators and streams can throw only runtime exceptions. */
    private static Throwable unwrapped(Throwable e) {
        if (e instanceof UsageException || e instanceof IOException) {
            return e;
        }
        Throwable cause = e.getCause();
        while (cause != null && !(cause instanceof IOException)) {
            cause = cause.getCause();
        }
        return cause == null ? e : cause;
    }

    /** The reason for a file's failure, without the file's name. The JDK's own messages often hold only the name. */
    static String reason(IOException e) {
        if (e instanceof FileSystemException failure && failure.getReason() != null) {
            return failure.getReason();
        }
        if (e instanceof AccessDeniedException) {
            return "this user may not";
        }
        return e instanceof NoSuchFileException ? "no such file or folder" : String.valueOf(e.getMessage());
    }

    private static String oneLine(Throwable failure) {
        String message =
                failure instanceof FileSystemException e ? e.getFile() + ": " + reason(e) : failure.getMessage();
        return message == null || message.isBlank()
                ? failure.getClass().getSimpleName() + "; --verbose shows where"
                : message.strip().replaceAll("\\s*\\R\\s*", " ");
    }

    /** Removes tokens and secrets: one in the wrong place of the command line would appear in the error message. */
    private static String withoutTokens(String text) {
        return TOKEN.matcher(text).replaceAll("[redacted]");
    }

    private void tell(CommandLine commandLine, String line, Exception e) {
        commandLine.getErr().println(withoutTokens(line));
        if (root.verbose()) {
            StringWriter trace = new StringWriter();
            e.printStackTrace(new PrintWriter(trace));
            commandLine.getErr().print(withoutTokens(trace.toString()));
        }
        commandLine.getErr().flush();
    }
}
