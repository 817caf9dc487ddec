package io.github.gtmapillary.fetch;

import io.github.gtmapillary.graph.EntityDecoder;
import io.github.gtmapillary.graph.EntityPage;
import io.github.gtmapillary.graph.GraphRequest;
import io.github.gtmapillary.graph.KnownValues;
import io.github.gtmapillary.http.ApiClient;
import io.github.gtmapillary.model.Row;
import io.github.gtmapillary.model.RowCursor;
import io.github.gtmapillary.plan.Delivery;
import io.github.gtmapillary.plan.RequestPlan.CreatorSearch;
import io.github.gtmapillary.schema.MapillaryTypes;
import java.io.IOException;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The images of users, one page after the other: only an answer says what its next page is asked for with. */
final class CreatorRows implements RowCursor {

    /** The images of one user. */
    private record Listing(PageTrail pages, EntityDecoder decoder) {}

    private final CreatorSearch search;
    private final EntityDecoder decoder;
    private final FetchTally tally;
    private final SeenIds seen = new SeenIds();
    private final Iterator<String> usernames;
    private final OrderedAnswers<Listing> answers;
    private @Nullable Listing unfinished;
    private Iterator<Row> current = List.<Row>of().iterator();

    CreatorRows(ApiClient client, CreatorSearch search, Delivery delivery, FetchTally tally) {
        this.search = search;
        this.decoder = new EntityDecoder(search.schema(), delivery.projection(), search.positions(), tally);
        this.tally = tally;
        this.usernames = search.usernames().iterator();
        // no page is known before the one ahead of it is read
        this.answers = new OrderedAnswers<>(
                client, this::nextPage, listing -> listing.pages.current(), 1, delivery.mayStopEarly(), tally);
    }

    private @Nullable Listing nextPage() {
        if (unfinished != null) {
            return unfinished;
        }
        return usernames.hasNext() ? listing(usernames.next()) : null;
    }

    private Listing listing(String username) {
        return new Listing(
                new PageTrail(EntityRows.api(GraphRequest.imagesOf(username, search.fields(), search.parameters()))),
                decoder.knowing(KnownValues.ofAll(Map.of(MapillaryTypes.CREATOR_USERNAME, username))));
    }

    @Override
    public @Nullable Row next() throws IOException {
        while (true) {
            Row row = seen.nextNew(current);
            if (row != null) {
                return row;
            }
            Listing listing = answers.nextKey();
            if (listing == null) {
                return null;
            }
            current = read(listing).iterator();
        }
    }

    private List<Row> read(Listing listing) throws IOException {
        EntityPage<Row> page = answers.next(listing.decoder::page);
        tally.counts.add(page.rows().size(), page.rows().size());
        Optional<String> cursor = page.next(GraphRequest.PAGE);
        unfinished = cursor.isPresent() ? listing : null;
        if (cursor.isPresent()) {
            listing.pages.goOn(cursor.get());
        }
        return page.rows();
    }

    void close() {
        answers.close();
    }
}
