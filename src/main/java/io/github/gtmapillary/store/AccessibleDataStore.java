package io.github.gtmapillary.store;

import org.geotools.data.store.ContentDataStore;

/** A data store in which its feature sources find what they share, given no more than an entry of it. */
public abstract class AccessibleDataStore extends ContentDataStore {

    /** What the feature sources share. */
    protected abstract MapillaryAccess access();
}
