package io.github.gtmapillary.filter;

import io.github.gtmapillary.model.InvalidQueryException;
import io.github.gtmapillary.model.Like;
import java.util.Comparator;
import java.util.stream.Stream;
import org.geotools.api.filter.Filter;
import org.geotools.api.filter.FilterFactory;
import org.geotools.api.filter.PropertyIsLike;
import org.geotools.api.filter.expression.Expression;
import org.geotools.api.filter.expression.ExpressionVisitor;
import org.geotools.factory.CommonFactoryFinder;
import org.geotools.filter.LikeToRegexConverter;
import org.geotools.filter.visitor.DuplicatingFilterVisitor;
import org.geotools.util.Converters;
import org.jspecify.annotations.Nullable;

/**
 * Checks the patterns of LIKE, and makes conditions of them. GeoTools' own filter matches each text: its regular expressions are not
 * those of the JDK, where other letters are the same without regard to case, and some patterns take very long.
 */
final class LikePatterns extends DuplicatingFilterVisitor {
    private static final FilterFactory FACTORY = CommonFactoryFinder.getFilterFactory();

    LikePatterns(FilterFactory factory) {
        super(factory);
    }

    /** Rejects a pattern that GeoTools cannot read, such as one that ends with the escape character. */
    @Override
    public Object visit(PropertyIsLike filter, @Nullable Object extraData) {
        return Rewriting.inVisitor(() -> {
            try {
                ofText(filter).evaluate("");
            } catch (RuntimeException e) {
                // GeoTools runs over the pattern's end, or its regular expression is not one
                throw new InvalidQueryException(
                        "LIKE has the pattern '" + filter.getLiteral()
                                + "', which is not a pattern: write the escape character " + filter.getEscape()
                                + " twice where it stands for itself",
                        e);
            }
            return super.visit(filter, extraData);
        });
    }

    /** The condition that a text is like the pattern. */
    static Like condition(PropertyIsLike filter) {
        String regex = new LikeToRegexConverter(filter).getPattern();
        return new Like(
                filter.getLiteral(),
                filter.isMatchingCase() ? regex : "(?i)" + regex,
                prefix(filter),
                ofText(filter)::evaluate);
    }

    /** The same filter on a text in place of a feature. */
    private static Filter ofText(PropertyIsLike filter) {
        return FACTORY.like(
                new TextItself(),
                filter.getLiteral(),
                filter.getWildCard(),
                filter.getSingleChar(),
                filter.getEscape(),
                filter.isMatchingCase());
    }

    /** The part of the pattern before its first wildcard or escape character; empty where case is ignored. */
    private static String prefix(PropertyIsLike filter) {
        if (!filter.isMatchingCase()) {
            return "";
        }
        String pattern = filter.getLiteral();
        return Stream.of(filter.getWildCard(), filter.getSingleChar(), filter.getEscape())
                .filter(special -> special != null && !special.isEmpty() && pattern.contains(special))
                .map(special -> pattern.substring(0, pattern.indexOf(special)))
                .min(Comparator.comparingInt(String::length))
                .orElse(pattern);
    }

    /** The text that a filter is evaluated on. */
    private static final class TextItself implements Expression {
        @Override
        public Object evaluate(Object text) {
            return text;
        }

        @Override
        public <T> T evaluate(Object text, Class<T> type) {
            return Converters.convert(text, type);
        }

        @Override
        public Object accept(ExpressionVisitor visitor, Object extraData) {
            return extraData;
        }
    }
}
