package io.github.gtmapillary.cli;

import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Tells what is in the disk cache and what those who share it have done today, or clears it. Needs no token. */
@Command(name = "cache", description = "Tell where the cache is, what is in it and what was done today, or clear it.")
final class CacheCommand implements Callable<Integer> {

    private final CommandContext context;

    @Mixin
    private final ConnectionOptions connection = new ConnectionOptions();

    @Option(names = "--clear", description = "Delete all cached answers first.")
    private boolean clear;

    CacheCommand(CommandContext context) {
        this.context = context;
    }

    @Override
    public Integer call() throws IOException {
        CacheOpener.Cache cache = connection.cache(context);
        if (clear) {
            cache.clear();
        }
        context.print(cache.status());
        return 0;
    }
}
