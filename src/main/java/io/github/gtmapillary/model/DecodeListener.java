package io.github.gtmapillary.model;

/** Told of everything in an answer that is there but does not become part of the rows. */
public interface DecodeListener {

    /** Tells nobody. */
    DecodeListener NONE = new DecodeListener() {
        @Override
        public void unreadable(String attribute, String featureId, String reason) {}

        @Override
        public void passedOver(String reason) {}

        @Override
        public void cut(String attribute, String entityId) {}
    };

    /**
     * A value is of a type or form that the attribute can't have. The row holds null instead.
     *
     * @param reason a sentence with a full stop that shows the beginning of the value
     */
    void unreadable(String attribute, String featureId, String reason);

    /**
     * A feature is left out because its geometry is of a type that its layer does not have.
     *
     * @param reason a sentence with a full stop
     */
    void passedOver(String reason);

    /** A list within an entity goes on on a further page. The row holds the part that the answer holds. */
    void cut(String attribute, String entityId);
}
