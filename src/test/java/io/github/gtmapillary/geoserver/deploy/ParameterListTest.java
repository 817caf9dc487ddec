package io.github.gtmapillary.geoserver.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.gtmapillary.MapillaryDataStoreFactory;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.geotools.api.data.DataAccessFactory.Param;
import org.geotools.api.data.Parameter;
import org.junit.jupiter.api.Test;

/** The scripts know the store's connection parameters from a list of their own: it has to be the factory's. */
class ParameterListTest {

    @Test
    void theListOfTheScriptsIsThatOfTheFactory() throws IOException {
        Stream<String> wanted = Arrays.stream(new MapillaryDataStoreFactory().getParametersInfo())
                .filter(ParameterListTest::isSetByAdministrators)
                .map(param -> param.key + " " + kind(param));
        try (Stream<String> lines = Files.lines(ConfigFolder.ORIGINAL.resolve("store-parameters.txt"))) {
            assertThat(lines.filter(line -> !line.startsWith("#"))).containsExactlyElementsOf(wanted.toList());
        }
    }

    /** GeoServer sets the others by itself, and no script may write a token into a file. */
    private static boolean isSetByAdministrators(Param param) {
        return !param.isPassword() && !"program".equals(param.getLevel()) && !param.key.equals("namespace");
    }

    private static String kind(Param param) {
        if (param.metadata != null && param.metadata.get(Parameter.OPTIONS) instanceof List<?> options) {
            return options.stream().map(Object::toString).sorted().collect(Collectors.joining(" ", "choice ", ""));
        }
        if (param.type == Integer.class) {
            return "integer " + param.metadata.get(Parameter.MIN);
        }
        if (param.type == Boolean.class) {
            return "boolean";
        }
        if (param.type == File.class) {
            return "file";
        }
        return param.key.endsWith("_url") ? "url" : "text";
    }
}
