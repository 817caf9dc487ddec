package io.github.gtmapillary.cli;

import java.io.IOException;
import org.geotools.api.feature.simple.SimpleFeature;

/** Writes features one by one in some format; it holds back no more than a buffer, and does not close its stream. */
interface FeatureOutput {

    void write(SimpleFeature feature) throws IOException;

    /** Writes what follows the last feature and flushes. Left out after a failure, so that a cut result cannot pass for a whole one. */
    void finish() throws IOException;
}
