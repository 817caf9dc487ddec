package io.github.gtmapillary.cli;

import java.io.IOException;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.geotools.api.data.DataAccessFactory.Param;
import org.geotools.api.data.DataStore;
import org.geotools.api.data.DataStoreFactorySpi;
import org.geotools.api.data.DataStoreFinder;

/**
 * Opens a data store with the factory that can process its parameters.
 *
 * <p>{@link DataStoreFinder#getDataStore} would log a failure with its stack trace before it throws it, ignores keys that no factory
 * knows, and reports a value of the wrong type as a failed connection: this asks the factory itself, after a check of its own.
 */
final class FactoryStoreOpener implements StoreOpener {

    private final Supplier<Iterator<DataStoreFactorySpi>> factories;

    FactoryStoreOpener() {
        this(DataStoreFinder::getAvailableDataStores);
    }

    FactoryStoreOpener(Supplier<Iterator<DataStoreFactorySpi>> factories) {
        this.factories = factories;
    }

    @Override
    public DataStore open(Map<String, Object> parameters) throws IOException {
        DataStoreFactorySpi factory = check(parameters);
        DataStore store = factory.createDataStore(parameters);
        if (store == null) {
            throw new IOException("The " + factory.getDisplayName() + " data store could not be opened");
        }
        return store;
    }

    /**
     * Finds the factory that these parameters are for.
     *
     * @throws IllegalArgumentException when it knows no such parameter, or one is not of its type
     */
    DataStoreFactorySpi check(Map<String, Object> parameters) throws IOException {
        DataStoreFactorySpi factory = factoryFor(parameters);
        List<Param> known = Arrays.asList(factory.getParametersInfo());
        parameters.forEach((key, value) -> check(key, value, known));
        return factory;
    }

    private DataStoreFactorySpi factoryFor(Map<String, Object> parameters) throws IOException {
        Iterator<DataStoreFactorySpi> available = factories.get();
        while (available.hasNext()) {
            DataStoreFactorySpi factory = available.next();
            if (factory.canProcess(parameters)) {
                return factory;
            }
        }
        throw new IOException("No data store on the class path answers dbtype=" + parameters.get("dbtype"));
    }

    private static void check(String key, Object value, List<Param> known) {
        Param parameter = known.stream()
                .filter(candidate -> candidate.key.equals(key))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("-P " + key + " is no connection parameter; known are "
                        + String.join(", ", known.stream().map(each -> each.key).toList())));
        try {
            parameter.lookUp(Map.of(key, value));
        } catch (IOException | RuntimeException e) {
            // the value of a password stays out of terminals and logs
            String shown = parameter.isPassword() ? key : key + "=" + value;
            throw new IllegalArgumentException(
                    "-P " + shown + " is not of the type " + parameter.type.getSimpleName(), e);
        }
    }
}
