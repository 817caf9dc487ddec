package io.github.gtmapillary.cli;

import io.github.gtmapillary.cli.output.Origin;
import io.github.gtmapillary.sandbox.Sandbox;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Collectors;
import org.geotools.api.data.DataStore;
import org.geotools.api.data.FeatureReader;
import org.geotools.api.data.Query;
import org.geotools.api.data.Transaction;
import org.geotools.api.feature.simple.SimpleFeature;
import org.geotools.api.feature.simple.SimpleFeatureType;
import org.geotools.api.filter.FilterFactory;
import org.geotools.factory.CommonFactoryFinder;
import org.geotools.util.logging.Logging;

/** Explains on stderr why a query found nothing, if the reason is known. A hint is no failure. */
final class Hints {

    private static final Logger LOGGER = Logging.getLogger(Hints.class);
    private static final FilterFactory FILTERS = CommonFactoryFinder.getFilterFactory();
    private static final String OVERVIEW = "overview";
    private static final int SHOWN = 3;

    /** The overview has one image at most in a cell of 1/256 of its tile, at zoom 5 in one of 0.044 degrees. */
    private static final double CELL_DEGREES = 0.05;

    /** The same for the one tile of zoom 0. */
    private static final double CELL_OF_THE_WORLD_DEGREES = 1.5;

    private final CommandContext context;
    private final DataStore store;

    Hints(CommandContext context, DataStore store) {
        this.context = context;
        this.store = store;
    }

    /** Names what no feature of the type can have for its id. */
    void ofIds(Query query) throws IOException {
        List<String> reasons = context.explainer().unmatchable(store, query);
        reasons.stream().limit(SHOWN).forEach(this::tell);
        if (reasons.size() > SHOWN) {
            tell((reasons.size() - SHOWN) + " more ids can't match either");
        }
    }

    /**
     * Says where there is something, or that there is nothing at the place; makes one request at most.
     *
     * @param place the box that was asked for, if one was
     */
    void ofNothingFound(Origin origin, Optional<LonLatBox> place) {
        if (origin == Origin.SANDBOX) {
            tell("nothing found; the sandbox's made data lies around "
                    + Sandbox.places().entrySet().stream()
                            .map(each -> each.getKey() + " (" + each.getValue() + ")")
                            .collect(Collectors.joining(", ")));
            place.flatMap(this::swappedOnto).ifPresent(this::tellSwapped);
            return;
        }
        place.filter(this::isBlank).ifPresent(box -> {
            tell("nothing found; Mapillary's overview shows no image near " + box);
            box.swapped().ifPresent(this::tellSwapped);
        });
    }

    private void tellSwapped(LonLatBox swapped) {
        tell("longitude comes first, the order is west,south,east,north: was --bbox " + swapped + " meant?");
    }

    /** The box with its axes swapped, if that is where the sandbox has something and the box itself is not. */
    private Optional<LonLatBox> swappedOnto(LonLatBox box) {
        return touchesMadeData(box) ? Optional.empty() : box.swapped().filter(Hints::touchesMadeData);
    }

    private static boolean touchesMadeData(LonLatBox box) {
        return Sandbox.places().values().stream().map(LonLatBox::parse).anyMatch(box::touches);
    }

    private boolean isBlank(LonLatBox box) {
        try {
            if (!Arrays.asList(store.getTypeNames()).contains(OVERVIEW)) {
                return false;
            }
            Query near = overview();
            near.setFilter(box.grown(CELL_DEGREES).filter(FILTERS.property("geometry"), FILTERS));
            if (context.explainer().explain(store, near).requests() <= 1) {
                return isEmpty(near);
            }
            Query world = overview();
            LonLatBox wide = box.grown(CELL_OF_THE_WORLD_DEGREES);
            return noneWithin(wide, world);
        } catch (IOException e) {
            // the answer is valid without the hint
            LOGGER.log(Level.INFO, "The overview could not be asked whether anything is there", e);
            return false;
        }
    }

    private static Query overview() {
        Query query = new Query(OVERVIEW);
        query.setPropertyNames("geometry");
        return query;
    }

    private boolean isEmpty(Query query) throws IOException {
        try (FeatureReader<SimpleFeatureType, SimpleFeature> reader =
                store.getFeatureReader(query, Transaction.AUTO_COMMIT)) {
            return !reader.hasNext();
        }
    }

    private boolean noneWithin(LonLatBox box, Query query) throws IOException {
        try (FeatureReader<SimpleFeatureType, SimpleFeature> reader =
                store.getFeatureReader(query, Transaction.AUTO_COMMIT)) {
            while (reader.hasNext()) {
                if (box.filter(FILTERS.property("geometry"), FILTERS).evaluate(reader.next())) {
                    return false;
                }
            }
            return true;
        }
    }

    private void tell(String hint) {
        context.err().println("mapillary: hint: " + hint);
    }
}
