package io.github.gtmapillary.fetch;

import io.github.gtmapillary.failure.FailureKind;
import io.github.gtmapillary.failure.MapillaryException;
import io.github.gtmapillary.graph.GraphRequest;
import io.github.gtmapillary.http.ApiRequest;
import java.io.IOException;
import java.util.HashSet;
import java.util.Set;

/** The pages of one list that were read. No page may come twice: a list whose pages lead back would never end. */
final class PageTrail {
    private final Set<ApiRequest> passed = new HashSet<>();
    private ApiRequest current;

    PageTrail(ApiRequest first) {
        this.current = first;
        passed.add(first);
    }

    /** The request for the page that comes next, or that was read last. */
    ApiRequest current() {
        return current;
    }

    /**
     * Goes on to the page that a cursor leads to.
     *
     * @throws IOException when that was passed before
     */
    void goOn(String cursor) throws IOException {
        ApiRequest following = current.after(cursor);
        if (!passed.add(following)) {
            throw new MapillaryException(
                    FailureKind.UNEXPECTED_ANSWER,
                    "Mapillary's Graph API answered " + current.label()
                            + " with a page that leads back to one before: a fault of Mapillary, try again later");
        }
        current = following;
    }

    /** Asks for the current page with other fields. */
    void askFor(String fields) {
        current = current.with(GraphRequest.FIELDS, fields);
        passed.add(current);
    }
}
