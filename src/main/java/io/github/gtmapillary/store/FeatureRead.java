package io.github.gtmapillary.store;

import io.github.gtmapillary.fetch.FetchReport;
import io.github.gtmapillary.fetch.RowStream;
import io.github.gtmapillary.plan.ReadOptions;
import io.github.gtmapillary.plan.RequestPlan;
import java.io.IOException;
import java.util.function.Consumer;
import org.geotools.api.data.Query;
import org.geotools.api.data.SimpleFeatureReader;
import org.geotools.api.feature.simple.SimpleFeatureType;
import org.geotools.api.filter.sort.SortBy;
import org.geotools.data.ReTypeFeatureReader;
import org.geotools.data.sort.SortedFeatureReader;

/** Reads the features of a query: it plans, runs the plan, filters, sorts, retypes, skips and limits, in this order. */
record FeatureRead(PreparedQuery prepared) {

    /** Opens the features in the order and with the attributes that the query asks for. Sends no request yet. */
    QueryReader open() throws IOException {
        Query query = prepared.query();
        RequestPlan plan = prepared.plan();
        ReadOptions options = new ReadOptions(
                prepared.wanted(), inNaturalOrder(), prepared.mostRows().isPresent());
        RowStream rows = prepared.services().runner().run(plan, options);
        return new QueryReader(
                prepared.outputType(),
                rows,
                () -> pipeline(plan, rows),
                this::warnOfEmptyPlace,
                listener(query),
                prepared.offset(),
                query.getMaxFeatures());
    }

    @SuppressWarnings("unchecked") // a program can put any consumer there only by going round QueryReport.tell
    private static Consumer<FetchReport> listener(Query query) {
        return query.getHints().get(QueryReader.REPORT_LISTENER) instanceof Consumer<?> listener
                ? (Consumer<FetchReport>) listener
                : report -> {};
    }

    /** A place without features may be a mistake in the query; a map without features is nothing special. */
    private void warnOfEmptyPlace() {
        if (prepared.grain().isEmpty()) {
            EmptyPlace.of(prepared.translation().region())
                    .ifPresent(place -> place.tell(prepared.schema().name()));
        }
    }

    /**
     * Also for a limit without an order. GeoServer asks for the first page of a list without an order, and for all other pages in natural
     * order. The pages have to fit together.
     */
    private boolean inNaturalOrder() {
        return SortKeys.isNatural(prepared.query()) || (prepared.sort().isEmpty() && prepared.isLimited());
    }

    private SimpleFeatureReader pipeline(RequestPlan plan, RowStream rows) throws IOException {
        Query query = prepared.query();
        SortBy[] keys = prepared.sort().toArray(SortBy[]::new);
        SimpleFeatureType made = needsMoreThanOutput() ? prepared.fullType() : prepared.outputType();
        SimpleFeatureReader features = RenderingHints.thinned(query, prepared.matching(plan, rows, made), keys);
        if (keys.length > 0) {
            features = new SortedFeatureReader(features, keys, RenderingHints.sortedInMemory(query));
        }
        return made == prepared.outputType()
                ? features
                : new RetypingReader(new ReTypeFeatureReader(features, prepared.outputType(), false));
    }

    /** Whether features are sorted by an attribute, or left out by a geometry, that the output may lack. */
    private boolean needsMoreThanOutput() {
        return !prepared.sort().isEmpty() || RenderingHints.thins(prepared.query());
    }
}
