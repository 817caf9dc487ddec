package io.github.gtmapillary.tile;

import com.google.protobuf.InvalidProtocolBufferException;

/**
 * A property has a value of a type or form that its attribute cannot have. The rest of the tile is sound. The exception has no stack
 * trace, because all features of a layer may share such a value.
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
