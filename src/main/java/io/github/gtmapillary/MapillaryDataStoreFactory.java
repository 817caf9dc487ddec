package io.github.gtmapillary;

import io.github.gtmapillary.failure.FailureKind;
import io.github.gtmapillary.failure.FallibleCall;
import java.io.IOException;
import java.net.URI;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.geotools.api.data.DataStore;
import org.geotools.api.data.DataStoreFactorySpi;
import org.jspecify.annotations.Nullable;

/**
 * Makes data stores for Mapillary. {@code DataStoreFinder} finds it with {@code dbtype=mapillary}. All other parameters have defaults,
 * except the access token, which may also come from the environment variable {@code MAPILLARY_ACCESS_TOKEN}.
 */
public final class MapillaryDataStoreFactory implements DataStoreFactorySpi {
    private final UnaryOperator<@Nullable String> environment;

    /** {@code DataStoreFinder} calls it. */
    public MapillaryDataStoreFactory() {
        this(System::getenv);
    }

    MapillaryDataStoreFactory(UnaryOperator<@Nullable String> environment) {
        this.environment = environment;
    }

    /** GeoServer's configuration files hold this name: never change or translate it. */
    @Override
    public String getDisplayName() {
        return "Mapillary";
    }

    @Override
    public String getDescription() {
        return "Street-level images, sequences, map features and traffic signs of Mapillary";
    }

    @Override
    public Param[] getParametersInfo() {
        return ConnectionParameters.ALL.toArray(Param[]::new);
    }

    @Override
    public boolean canProcess(@Nullable Map<String, ?> params) {
        return params != null && ConnectionParameters.TYPE.equals(params.get(ConnectionParameters.DBTYPE.key));
    }

    @Override
    public boolean isAvailable() {
        return true;
    }

    /**
     * Makes a data store without touching the network.
     *
     * @throws IOException if a parameter is wrong or missing; the message names it
     */
    @Override
    public MapillaryDataStore createDataStore(Map<String, ?> params) throws IOException {
        return FallibleCall.make(FailureKind.CONFIGURATION, () -> {
            String namespace = ConnectionParameters.NAMESPACE.lookUp(params) instanceof URI uri ? uri.toString() : null;
            return MapillaryDataStore.connect(new ParameterReader(params, environment).settings(), this, namespace);
        });
    }

    @Override
    public DataStore createNewDataStore(Map<String, ?> params) {
        throw new UnsupportedOperationException("Mapillary can be read, not created");
    }
}
