package io.github.gtmapillary.cli;

import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Reports the contents of the disk cache and the requests of today, clears the cache, or lifts blocks. It needs no token. */
@Command(
        name = "cache",
        description = "Show the cache's folder and content, today's requests and the hosts that block this address;"
                + " clear it, or lift blocks.")
final class CacheCommand implements Callable<Integer> {

    private final CommandContext context;

    @Mixin
    private final ConnectionOptions connection = new ConnectionOptions();

    @Option(names = "--clear", description = "Delete all cached answers first.")
    private boolean clear;

    @Option(
            names = "--unblock",
            description = "Ask hosts again that block this address, for all that use this cache_dir. Only when you know"
                    + " that the block is over: asking prolongs it.")
    private boolean unblock;

    CacheCommand(CommandContext context) {
        this.context = context;
    }

    @Override
    public Integer call() throws IOException {
        CacheOpener.Cache cache = connection.cache(context);
        if (clear) {
            cache.clear();
        }
        if (unblock) {
            context.print(cache.unblock());
        }
        context.print(cache.status());
        return 0;
    }
}
