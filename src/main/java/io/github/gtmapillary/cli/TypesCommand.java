package io.github.gtmapillary.cli;

import java.io.IOException;
import java.util.concurrent.Callable;
import org.geotools.api.data.DataStore;
import org.geotools.api.feature.simple.SimpleFeatureType;
import org.geotools.api.feature.type.AttributeDescriptor;
import org.geotools.api.feature.type.GeometryDescriptor;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Lists the feature types. */
@Command(name = "types", description = "List the feature types, their geometry and their attributes.")
final class TypesCommand implements Callable<Integer> {

    private final CommandContext context;

    @Mixin
    private final ConnectionOptions connection = new ConnectionOptions();

    TypesCommand(CommandContext context) {
        this.context = context;
    }

    @Override
    public Integer call() throws IOException {
        try (ConnectionOptions.OpenStore open = connection.openForTypes(context)) {
            DataStore store = open.store();
            StringBuilder text = new StringBuilder();
            for (String name : store.getTypeNames()) {
                describe(name, store.getSchema(name), text);
            }
            context.print(text.toString());
        }
        return 0;
    }

    private static void describe(String name, SimpleFeatureType type, StringBuilder text) {
        GeometryDescriptor geometry = type.getGeometryDescriptor();
        text.append(name)
                .append(" (")
                .append(geometry == null ? "no geometry" : typeOf(geometry))
                .append(")\n");
        for (AttributeDescriptor attribute : type.getAttributeDescriptors()) {
            text.append("  ")
                    .append(attribute.getLocalName())
                    .append(' ')
                    .append(typeOf(attribute))
                    .append('\n');
        }
    }

    private static String typeOf(AttributeDescriptor attribute) {
        return attribute.getType().getBinding().getSimpleName();
    }
}
