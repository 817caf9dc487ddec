package io.github.gtmapillary.geoserver.rendering;

import io.github.gtmapillary.geoserver.config.ConfigFile;
import java.text.ParseException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Date;
import java.util.List;
import org.geotools.api.filter.Filter;
import org.geotools.api.filter.FilterFactory;
import org.geotools.api.filter.expression.PropertyName;
import org.geotools.factory.CommonFactoryFinder;
import org.geotools.filter.visitor.SimplifyingFilterVisitor;
import org.geotools.util.DateRange;
import org.geotools.util.DateTimeParser;

/**
 * A time dimension of a shipped layer, and what GeoServer makes of the parameter TIME of a request.
 *
 * @param attribute the dimension's attribute; it has no end attribute
 */
public record TimeDimension(String attribute) {
    private static final FilterFactory FF = CommonFactoryFinder.getFilterFactory();

    public static TimeDimension of(String typeName) {
        ConfigFile type = ConfigFile.read(ConfigFile.STORE.resolve(typeName).resolve("featuretype.xml"));
        return new TimeDimension(type.text("//dimensionInfo/attribute"));
    }

    /** Dates and ranges of dates, as GeoServer's parser reads them, which is GeoTools' with these flags. */
    public static List<Object> parsed(String time) {
        try {
            Collection<?> values = new DateTimeParser(
                            100, DateTimeParser.FLAG_GET_TIME_ON_PRESENT | DateTimeParser.FLAG_SINGLE_DATE_AS_DATERANGE)
                    .parse(time);
            return new ArrayList<>(values);
        } catch (ParseException e) {
            throw new IllegalArgumentException(time, e);
        }
    }

    /** The filter for a parameter TIME. */
    public Filter filter(String time) {
        List<Filter> values = parsed(time).stream().map(this::filter).toList();
        return (Filter)
                (values.size() == 1 ? values.get(0) : FF.or(values)).accept(new SimplifyingFilterVisitor(), null);
    }

    private Filter filter(Object value) {
        PropertyName time = FF.property(attribute);
        if (value instanceof Date instant) {
            return FF.equal(time, FF.literal(instant), true);
        }
        DateRange range = (DateRange) value;
        return FF.between(time, FF.literal(range.getMinValue()), FF.literal(range.getMaxValue()));
    }
}
