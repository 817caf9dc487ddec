package io.github.gtmapillary.fetch;

import io.github.gtmapillary.graph.BatchFields;
import io.github.gtmapillary.graph.EntityDecoder;
import io.github.gtmapillary.graph.EntityPage;
import io.github.gtmapillary.graph.GraphRequest;
import io.github.gtmapillary.graph.KnownValues;
import io.github.gtmapillary.http.ApiException;
import io.github.gtmapillary.model.Row;
import io.github.gtmapillary.plan.CreatorSearch;
import io.github.gtmapillary.plan.ReadOptions;
import io.github.gtmapillary.schema.ApiLimits;
import java.io.IOException;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The images of users, one page after the other: only an answer tells the cursor of its next page. A page that fails while it asks for
 * fields that are known to make such requests fail is asked for without them ({@link AskedFields}).
 */
final class CreatorRows extends PagewiseRows {

    /** The images of one user, and the fields that the current page is asked for with. */
    private record Listing(PageTrail pages, String fields, EntityDecoder decoder) {
        Listing askedFor(String others) {
            pages.askFor(others);
            return new Listing(pages, others, decoder);
        }
    }

    private final CreatorSearch search;
    private final EntityReading reading;
    private final FetchTally tally;
    private final SeenIds seen = new SeenIds();
    private final Iterator<String> usernames;
    private final OrderedAnswers<Listing> answers;
    private @Nullable Listing unfinished;

    CreatorRows(FetchSession session, CreatorSearch search, ReadOptions options) {
        this.search = search;
        this.reading = EntityReading.of(
                session,
                session.decoder(search.schema(), options.projection(), search.positions()),
                BatchFields.of(search.schema(), options.projection(), search.fields()));
        this.tally = session.tally();
        this.usernames = search.usernames().iterator();
        this.answers =
                new OrderedAnswers<>(session, this::nextListing, listing -> listing.pages.current(), ReadAhead.NONE);
    }

    private @Nullable Listing nextListing() {
        if (unfinished != null) {
            return unfinished;
        }
        return usernames.hasNext() ? listing(usernames.next()) : null;
    }

    private Listing listing(String username) {
        String asked = reading.fields().current();
        return new Listing(
                new PageTrail(ApiRequests.of(GraphRequest.imagesOf(username, asked, search.parameters()))),
                asked,
                reading.decoder().knowing(KnownValues.ofAll(Map.of(search.attribute(), username))));
    }

    @Override
    @Nullable List<Row> nextPage() throws IOException {
        Listing listing = answers.nextKey();
        return listing == null ? null : read(listing);
    }

    private List<Row> read(Listing listing) throws IOException {
        EntityPage<Row> page;
        try {
            page = answers.next(listing.decoder::page);
        } catch (ApiException e) {
            if (!reading.fields().reducedAfter(e, listing.fields)) {
                throw e;
            }
            unfinished = listing.askedFor(reading.fields().current());
            return List.of();
        }
        tally.decodedEntities(page.rows().size());
        Optional<String> cursor = page.next(ApiLimits.PAGE);
        unfinished = cursor.isPresent() ? listing : null;
        if (cursor.isPresent()) {
            listing.pages.goOn(cursor.get());
        }
        return reading.fields().completed(seen.newOf(page.rows()), listing.fields, listing.decoder);
    }
}
