package io.github.gtmapillary.cli;

import io.github.gtmapillary.ThumbnailSize;
import java.io.IOException;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Writes the picture of an image to a file. */
@Command(name = "thumbnail", description = "Write the picture of an image to a file.")
final class ThumbnailCommand implements Callable<Integer> {

    private final CommandContext context;

    @Mixin
    private final ConnectionOptions connection = new ConnectionOptions();

    @Mixin
    private final SandboxOption sandbox = new SandboxOption();

    @Parameters(
            paramLabel = "IMAGE_ID",
            converter = OptionConverter.OfImageId.class,
            description = "The id of the image, from the attribute id.")
    private String imageId = "";

    @Option(
            names = "--size",
            paramLabel = "256|1024|2048|original",
            converter = OptionConverter.OfThumbnailSize.class,
            description = "Pixels of its width; without it 1024. Some images have no original.")
    private ThumbnailSize size = ThumbnailSize.WIDTH_1024;

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FILE",
            required = true,
            converter = OptionConverter.OfOutput.class,
            description = "Write to this file, which appears when it is complete; - is standard output.")
    private @Nullable OutputTarget output;

    ThumbnailCommand(CommandContext context) {
        this.context = context;
    }

    @Override
    public Integer call() throws IOException {
        OutputTarget target = Objects.requireNonNull(output, "picocli requires it");
        try (ConnectionOptions.OpenStore open = connection.open(context, sandbox, target);
                Output begun = target.begin(context)) {
            begun.stream().write(PictureText.withOrigin(MapillaryConnection.thumbnail(open.store(), imageId, size)));
            begun.complete();
        }
        return 0;
    }
}
