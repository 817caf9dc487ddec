package io.github.gtmapillary;

import io.github.gtmapillary.http.Health;
import io.github.gtmapillary.http.client.VirtualClients;
import java.io.IOException;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Opens stores as only the root package can: in an environment of the test's own, or over a client in virtual time. */
public final class OpenedStores {
    private OpenedStores() {}

    /** A factory that reads the variables of this environment. */
    public static MapillaryDataStoreFactory factory(UnaryOperator<@Nullable String> environment) {
        return new MapillaryDataStoreFactory(environment);
    }

    /** A store that sends its requests by these clients. */
    public static MapillaryDataStore over(VirtualClients clients, Map<String, ?> parameters) throws IOException {
        ConnectionSettings settings = new ParameterReader(parameters, name -> null).settings();
        Health health = new Health();
        return new MapillaryDataStore(
                settings,
                health,
                clients.connect(settings.api(), settings.cache(), settings.limits(), health),
                new MapillaryDataStoreFactory(),
                null);
    }
}
