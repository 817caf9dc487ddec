package io.github.gtmapillary.plan;

import io.github.gtmapillary.failure.FailureKind;
import io.github.gtmapillary.model.InvalidQueryException;

/** Nothing in a query says where its features are or which they are. The message says what bounds it. */
public final class UnboundedQueryException extends InvalidQueryException {
    private static final long serialVersionUID = 1L;

    UnboundedQueryException(String message) {
        super(FailureKind.QUERY_TOO_LARGE, message);
    }
}
