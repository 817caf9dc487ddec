package io.github.gtmapillary.store;

import io.github.gtmapillary.filter.FilterTranslator;
import io.github.gtmapillary.model.InvalidQueryException;
import io.github.gtmapillary.schema.AttributeKind;
import io.github.gtmapillary.schema.TypeSchema;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Optional;
import org.geotools.api.feature.FeatureVisitor;
import org.geotools.api.filter.expression.Expression;
import org.geotools.api.filter.expression.PropertyName;
import org.geotools.feature.visitor.MaxVisitor;
import org.geotools.feature.visitor.MinVisitor;
import org.geotools.feature.visitor.NearestVisitor;
import org.geotools.util.Converters;

/**
 * A visitor that asks for the least, the greatest or the nearest value of a time.
 *
 * @param visitor a {@link MinVisitor}, {@link MaxVisitor} or {@link NearestVisitor}
 * @param attribute the time
 */
record TimeVisitor(FeatureVisitor visitor, String attribute) {

    /** Empty when a visitor asks for anything else. */
    static Optional<TimeVisitor> of(FeatureVisitor visitor, FilterTranslator names, TypeSchema schema)
            throws InvalidQueryException {
        Expression expression = null;
        if (visitor instanceof MinVisitor min) {
            expression = min.getExpression();
        } else if (visitor instanceof MaxVisitor max) {
            expression = max.getExpression();
        } else if (visitor instanceof NearestVisitor nearest) {
            expression = nearest.getExpression();
        }
        if (!(expression instanceof PropertyName name)) {
            return Optional.empty();
        }
        return schema.attribute(names.attributeNamed(name.getPropertyName()))
                .filter(attribute -> attribute.kind() == AttributeKind.TIME)
                .map(attribute -> new TimeVisitor(visitor, attribute.name()));
    }

    /** Answers it when no more is known than that all times lie in a span; not at all when the span is empty. */
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
        }
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
