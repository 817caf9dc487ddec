package io.github.gtmapillary.store;

import io.github.gtmapillary.filter.FilterTranslator;
import io.github.gtmapillary.model.InvalidQueryException;
import io.github.gtmapillary.schema.AttributeKind;
import io.github.gtmapillary.schema.TypeSchema;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.geotools.api.feature.FeatureVisitor;
import org.geotools.api.filter.expression.Expression;
import org.geotools.api.filter.expression.PropertyName;
import org.geotools.feature.visitor.MaxVisitor;
import org.geotools.feature.visitor.MinVisitor;
import org.geotools.feature.visitor.NearestVisitor;
import org.geotools.feature.visitor.UniqueVisitor;
import org.geotools.util.Converters;

/**
 * A visitor that asks for the least, the greatest, the nearest or all different values of a time attribute.
 *
 * @param visitor a {@link MinVisitor}, {@link MaxVisitor}, {@link NearestVisitor} or {@link UniqueVisitor}
 * @param attribute the name of the time attribute
 */
record TimeVisitor(FeatureVisitor visitor, String attribute) {

    /** Reads what a visitor asks for; empty if it is anything else. */
    static Optional<TimeVisitor> of(FeatureVisitor visitor, FilterTranslator names, TypeSchema schema)
            throws InvalidQueryException {
        Expression expression = null;
        if (visitor instanceof MinVisitor min) {
            expression = min.getExpression();
        } else if (visitor instanceof MaxVisitor max) {
            expression = max.getExpression();
        } else if (visitor instanceof NearestVisitor nearest) {
            expression = nearest.getExpression();
        } else if (visitor instanceof UniqueVisitor unique
                && unique.getExpressions().size() == 1) {
            expression = unique.getExpression();
        }
        if (!(expression instanceof PropertyName name)) {
            return Optional.empty();
        }
        return schema.attribute(names.attributeNamed(name.getPropertyName()))
                .filter(attribute -> attribute.kind() == AttributeKind.TIME)
                .map(attribute -> new TimeVisitor(visitor, attribute.name()));
    }

    /** Whether a sample of features answers better than the span of all times. The first and the last time of a sample are chance. */
    boolean asksForNearest() {
        return visitor instanceof NearestVisitor;
    }

    private static int year(Instant time) {
        return time.atOffset(ZoneOffset.UTC).getYear();
    }

    /**
     * Answers the visitor from the span in which all times lie; an empty span gives no answer. All different times are far too many for a
     * list, so the visitor gets the start of the span and the starts of the years in it (UTC) instead.
     */
    void setBetween(Instant first, Instant last) {
        if (first.isAfter(last)) {
            return;
        }
        if (visitor instanceof MinVisitor min) {
            min.setValue(Timestamp.from(first));
        } else if (visitor instanceof MaxVisitor max) {
            max.setValue(Timestamp.from(last));
        } else if (visitor instanceof NearestVisitor nearest) {
            nearest.setValue(Timestamp.from(nearest(nearest.getValueToMatch(), first, last)));
        } else if (visitor instanceof UniqueVisitor unique) {
            unique.setValue(years(first, last));
        }
    }

    private static List<Timestamp> years(Instant first, Instant last) {
        Stream<Instant> starts = IntStream.rangeClosed(year(first) + 1, year(last))
                .mapToObj(year -> LocalDate.of(year, 1, 1).atStartOfDay().toInstant(ZoneOffset.UTC));
        return Stream.concat(Stream.of(first), starts).map(Timestamp::from).toList();
    }

    private static Instant nearest(Object value, Instant first, Instant last) {
        Timestamp wanted = Converters.convert(value, Timestamp.class);
        if (wanted == null) {
            throw new IllegalArgumentException("not a time: " + value);
        }
        Instant time = wanted.toInstant();
        return time.isBefore(first) ? first : time.isAfter(last) ? last : time;
    }
}
