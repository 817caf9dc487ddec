package io.github.gtmapillary.filter;

import static io.github.gtmapillary.filter.Translations.FF;

import io.github.gtmapillary.oracle.FilterGenerator;
import io.github.gtmapillary.oracle.FilterGenerator.Joints;
import io.github.gtmapillary.oracle.FilterGenerator.Operator;
import io.github.gtmapillary.oracle.FilterGenerator.Share;
import java.util.List;
import org.geotools.api.filter.Filter;

/**
 * A filter as a user writes it, together with what it means.
 *
 * @param asWritten with property names and literals as users may write them
 * @param plain the same with typed literals, so that GeoTools evaluates it without any help
 */
record WrittenFilter(Filter asWritten, Filter plain) implements FilterGenerator.Operand<WrittenFilter> {
    private static final List<Operator> OPERATORS = List.of(Operator.AND, Operator.OR, Operator.NOT);

    /** Joins so many of five filters. */
    static Joints joints(int ofFive) {
        return new Joints(new Share(ofFive, 5), Share.NONE, OPERATORS);
    }

    static WrittenFilter same(Filter filter) {
        return new WrittenFilter(filter, filter);
    }

    @Override
    public WrittenFilter and(WrittenFilter other) {
        return new WrittenFilter(FF.and(asWritten, other.asWritten), FF.and(plain, other.plain));
    }

    @Override
    public WrittenFilter or(WrittenFilter other) {
        return new WrittenFilter(FF.or(asWritten, other.asWritten), FF.or(plain, other.plain));
    }

    @Override
    public WrittenFilter not() {
        return new WrittenFilter(FF.not(asWritten), FF.not(plain));
    }
}
