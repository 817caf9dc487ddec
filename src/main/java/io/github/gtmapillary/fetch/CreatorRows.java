package io.github.gtmapillary.fetch;

import io.github.gtmapillary.graph.BatchFields;
import io.github.gtmapillary.graph.EntityDecoder;
import io.github.gtmapillary.graph.EntityPage;
import io.github.gtmapillary.graph.GraphRequest;
import io.github.gtmapillary.graph.KnownValues;
import io.github.gtmapillary.http.ApiClient;
import io.github.gtmapillary.http.ApiException;
import io.github.gtmapillary.model.Row;
import io.github.gtmapillary.model.RowCursor;
import io.github.gtmapillary.plan.CreatorSearch;
import io.github.gtmapillary.plan.ReadOptions;
import io.github.gtmapillary.schema.MapillaryTypes;
import java.io.IOException;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The images of users, one page after the other: only an answer says what its next page is asked for with. A page that fails while it
 * asks for what is known to make such requests fail is asked for without it ({@link AskedFields}).
 */
final class CreatorRows implements RowCursor {

    /** The images of one user, and the fields that the current page is asked for with. */
    private record Listing(PageTrail pages, String fields, EntityDecoder decoder) {
        Listing askedFor(String others) {
            pages.askFor(others);
            return new Listing(pages, others, decoder);
        }
    }

    private final CreatorSearch search;
    private final EntityDecoder decoder;
    private final FetchTally tally;
    private final SeenIds seen = new SeenIds();
    private final Iterator<String> usernames;
    private final FailedBatches alone;
    private final AskedFields fields;
    private final OrderedAnswers<Listing> answers;
    private @Nullable Listing unfinished;
    private Iterator<Row> current = List.<Row>of().iterator();

    CreatorRows(ApiClient client, CreatorSearch search, ReadOptions options, int ahead, FetchTally tally) {
        this.search = search;
        this.decoder = new EntityDecoder(search.schema(), options.projection(), search.positions(), tally);
        this.tally = tally;
        this.usernames = search.usernames().iterator();
        this.alone = new FailedBatches(client, decoder, ahead, tally);
        this.fields =
                new AskedFields(BatchFields.of(search.schema(), options.projection(), search.fields()), alone, tally);
        // no page is known before the one ahead of it is read
        this.answers = new OrderedAnswers<>(
                client, this::nextPage, listing -> listing.pages.current(), 1, options.mayStopEarly(), tally);
    }

    private @Nullable Listing nextPage() {
        if (unfinished != null) {
            return unfinished;
        }
        return usernames.hasNext() ? listing(usernames.next()) : null;
    }

    private Listing listing(String username) {
        String asked = fields.current();
        return new Listing(
                new PageTrail(ApiRequests.of(GraphRequest.imagesOf(username, asked, search.parameters()))),
                asked,
                decoder.knowing(KnownValues.ofAll(Map.of(MapillaryTypes.CREATOR_USERNAME, username))));
    }

    @Override
    public @Nullable Row next() throws IOException {
        while (!current.hasNext()) {
            Listing listing = answers.nextKey();
            if (listing == null) {
                return null;
            }
            current = read(listing).iterator();
        }
        return current.next();
    }

    private List<Row> read(Listing listing) throws IOException {
        EntityPage<Row> page;
        try {
            page = answers.next(listing.decoder::page);
        } catch (ApiException e) {
            if (!fields.reducedAfter(e, listing.fields)) {
                throw e;
            }
            unfinished = listing.askedFor(fields.current());
            return List.of();
        }
        tally.counts.add(page.rows().size(), page.rows().size());
        Optional<String> cursor = page.next(GraphRequest.PAGE);
        unfinished = cursor.isPresent() ? listing : null;
        if (cursor.isPresent()) {
            listing.pages.goOn(cursor.get());
        }
        return fields.completed(seen.newOf(page.rows()), listing.fields, listing.decoder);
    }

    void close() {
        answers.close();
        alone.close();
    }
}
