package io.github.gtmapillary.graph;

/** Told of the lists within entities that go on on a further page: the answer, and so the attribute, holds but a part of them. */
@FunctionalInterface
public interface CutLists {

    /** Told that an attribute of an entity lacks some. */
    void cut(String attribute, String entityId);
}
