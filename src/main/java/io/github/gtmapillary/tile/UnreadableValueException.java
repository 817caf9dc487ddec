package io.github.gtmapillary.tile;

import com.google.protobuf.InvalidProtocolBufferException;

/**
 * The value of a property is of a type or form that its attribute can't have; everything around it is sound. It has no stack trace:
 * all features of a layer may share such a value.
 */
final class UnreadableValueException extends InvalidProtocolBufferException {
    private static final long serialVersionUID = 1L;

    UnreadableValueException(String reason) {
        super(reason);
    }

    @Override
    public synchronized Throwable fillInStackTrace() {
        return this;
    }
}
