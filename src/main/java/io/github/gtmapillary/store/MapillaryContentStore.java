package io.github.gtmapillary.store;

import io.github.gtmapillary.failure.FailureKind;
import io.github.gtmapillary.failure.FallibleCall;
import io.github.gtmapillary.failure.MapillaryException;
import io.github.gtmapillary.schema.TypeSchema;
import java.io.IOException;
import java.util.List;
import org.geotools.api.data.DataStore;
import org.geotools.api.data.DataStoreFactorySpi;
import org.geotools.api.data.Transaction;
import org.geotools.api.feature.type.Name;
import org.geotools.data.store.ContentDataStore;
import org.geotools.data.store.ContentEntry;
import org.geotools.feature.NameImpl;
import org.jspecify.annotations.Nullable;

/** The feature types of Mapillary as GeoTools' content framework keeps them: a content source for each type. */
public final class MapillaryContentStore extends ContentDataStore {
    private final StoreServices services;

    /**
     * Makes the store of a connection. Makes no request.
     *
     * @param factory the factory that {@code getInfo} and GeoServer see
     * @param namespace the URI of the types' names, null for names without one
     */
    public MapillaryContentStore(StoreServices services, DataStoreFactorySpi factory, @Nullable String namespace) {
        this.services = services;
        setDataStoreFactory(factory);
        setNamespaceURI(namespace);
    }

    @Override
    protected List<Name> createTypeNames() {
        return services.types().types().stream()
                .<Name>map(type -> new NameImpl(getNamespaceURI(), type.name()))
                .toList();
    }

    @Override
    protected MapillaryContentSource createFeatureSource(ContentEntry entry) throws IOException {
        return new MapillaryContentSource(entry, schema(entry.getName().getLocalPart()), services);
    }

    /**
     * Returns the schema of a feature type.
     *
     * @param name the type name without a namespace
     * @return its schema
     * @throws IOException if there is no such type
     */
    public TypeSchema schema(String name) throws IOException {
        return services.types()
                .named(name)
                .orElseThrow(() -> new MapillaryException(
                        FailureKind.QUERY,
                        "There is no feature type '" + name + "': there are "
                                + services.types().names()));
    }

    /** Narrows the return type to the sources of this store. */
    @Override
    public MapillaryContentSource getFeatureSource(Name typeName, Transaction transaction) throws IOException {
        // GeoTools' own message names no type that there is
        schema(typeName.getLocalPart());
        return FallibleCall.on(typeName.getLocalPart(), FailureKind.QUERY, () ->
                (MapillaryContentSource) super.getFeatureSource(typeName, transaction));
    }

    /**
     * Makes the feature source that programs get. Makes no request.
     *
     * @param store the store that the source names as its own
     * @throws IOException if there is no such type
     */
    public MapillaryFeatureSource featureSource(Name typeName, DataStore store) throws IOException {
        return new MapillaryFeatureSource(getFeatureSource(typeName, Transaction.AUTO_COMMIT), store);
    }
}
