package io.github.gtmapillary.model;

/** Is called for each part of an answer that does not become part of the rows. */
public interface DecodeListener {

    /** Does nothing. */
    DecodeListener NONE = new DecodeListener() {
        @Override
        public void unreadable(String attribute, String featureId, String reason) {}

        @Override
        public void passedOver(String reason) {}

        @Override
        public void cut(String attribute, String entityId) {}
    };

    /**
     * Is called for a value of a type or form that its attribute cannot have. The row holds null instead.
     *
     * @param attribute the name of the attribute
     * @param featureId the id of the feature
     * @param reason a sentence with a full stop that shows the beginning of the value
     */
    void unreadable(String attribute, String featureId, String reason);

    /**
     * Is called for a feature that is left out, because its geometry has a type that its layer does not have.
     *
     * @param reason a sentence with a full stop
     */
    void passedOver(String reason);

    /**
     * Is called for a list that is truncated: the answer holds only the first page of it. The row holds that page.
     *
     * @param attribute the name of the attribute that holds the list
     * @param entityId the id of the entity
     */
    void cut(String attribute, String entityId);
}
