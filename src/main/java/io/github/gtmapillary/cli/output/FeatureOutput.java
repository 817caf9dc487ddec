package io.github.gtmapillary.cli.output;

import java.io.IOException;
import org.geotools.api.feature.simple.SimpleFeature;

/** Writes features one by one in a format. It buffers little and does not close its stream. */
public interface FeatureOutput {

    void write(SimpleFeature feature) throws IOException;

    /** Writes the end of the document and flushes. After a failure it is not called: a partial result must not look complete. */
    void finish() throws IOException;
}
