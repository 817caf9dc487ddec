package io.github.gtmapillary.schema;

/** Limits of Mapillary's API, and the sizes of requests that follow from them. */
public final class ApiLimits {

    /** The most ids in one request. Mapillary's own SDK sends 50, other clients of the API 40 to 100. */
    public static final int BATCH = 50;

    /** The images on one page of a user's images: half of the 2000 that an answer may hold, as full pages are reported to fail often. */
    public static final int PAGE = 1000;

    /**
     * The number of entities from which the answer to a search is assumed truncated. The API documents a limit of 2000, but searches leave
     * entities out before they reach it.
     */
    public static final int FULL_ANSWER = 1000;

    /**
     * The longest side of a searched box, in degrees. The API documents "smaller than 0.01 degrees square"; this side fits every reading of
     * it.
     */
    public static final double CELL_DEGREES = 0.0098;

    /** The most values in one parameter of a search, so that addresses stay short. */
    public static final int MOST_TEXTS = 50;

    /** The most requests that the images of one sequence take: the longest recorded sequence has 968 images. */
    public static final int BATCHES_OF_A_SEQUENCE = 20;

    private ApiLimits() {}
}
