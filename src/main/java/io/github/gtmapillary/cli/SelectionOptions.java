package io.github.gtmapillary.cli;

import java.io.IOException;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Stack;
import org.geotools.api.data.DataStore;
import org.geotools.api.data.Query;
import org.geotools.api.feature.simple.SimpleFeatureType;
import org.geotools.api.feature.type.AttributeDescriptor;
import org.geotools.api.feature.type.GeometryDescriptor;
import org.geotools.api.filter.Filter;
import org.geotools.api.filter.FilterFactory;
import org.geotools.factory.CommonFactoryFinder;
import org.geotools.filter.FilterAttributeExtractor;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.IParameterConsumer;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.TypeConversionException;

/** The options that select features, and the GeoTools query made of them. */
final class SelectionOptions {

    @Parameters(paramLabel = "TYPE", description = "Feature type; 'mapillary types' lists them.")
    private String typeName = "";

    @Option(
            names = "--bbox",
            paramLabel = "W,S,E,N",
            converter = OptionConverter.OfBox.class,
            description =
                    "Box in degrees; it crosses the date line when west is greater than east or a side lies beyond 180.")
    private @Nullable LonLatBox bbox;

    @Option(
            names = "--cql",
            paramLabel = "FILTER",
            converter = OptionConverter.OfFilter.class,
            description = "Filter in ECQL, as in \"is_pano = true\"; holds together with --bbox.")
    private @Nullable Filter cql;

    @Option(
            names = "--attributes",
            paramLabel = "a,b",
            converter = OptionConverter.OfNames.class,
            description = "Only these attributes; the geometry too has to be named.")
    private @Nullable CommaList attributes;

    @Option(
            names = "--sort",
            paramLabel = "a,-b",
            converter = OptionConverter.OfSortOrder.class,
            parameterConsumer = LeadingMinus.class,
            description = "Sort by these attributes; a minus sorts downwards.")
    private @Nullable SortOrderList sort;

    @Option(
            names = "--limit",
            paramLabel = "N",
            converter = OptionConverter.OfCount.class,
            description = "The largest number of features.")
    private @Nullable Integer limit;

    @Option(
            names = "--offset",
            paramLabel = "N",
            converter = OptionConverter.OfCount.class,
            description = "The number of features to skip first.")
    private @Nullable Integer offset;

    /**
     * The query that the options ask for.
     *
     * @throws UsageException if they do not fit the store's types
     */
    Query query(DataStore store) throws IOException {
        FilterFactory filters = CommonFactoryFinder.getFilterFactory();
        SimpleFeatureType schema = schema(store);
        Query query = new Query(typeName, filter(schema, filters));
        if (attributes != null) {
            requireKnown(attributes.names(), "--attributes", schema);
            query.setPropertyNames(attributes.names());
        }
        if (sort != null) {
            requireKnown(sort.attributes(), "--sort", schema);
            query.setSortBy(sort.toSortBy(filters));
        }
        if (limit != null) {
            query.setMaxFeatures(limit);
        }
        if (offset != null && offset > 0) {
            query.setStartIndex(offset);
        }
        return query;
    }

    /** The box of the query, if the user gave one. */
    Optional<LonLatBox> place() {
        return Optional.ofNullable(bbox);
    }

    private SimpleFeatureType schema(DataStore store) throws IOException {
        List<String> types = Arrays.asList(store.getTypeNames());
        if (!types.contains(typeName)) {
            throw new UsageException(
                    "There is no feature type '" + typeName + "'; there are " + String.join(", ", types));
        }
        return store.getSchema(typeName);
    }

    private Filter filter(SimpleFeatureType schema, FilterFactory filters) {
        if (cql != null) {
            // with the schema, it knows that "" is GeoTools' name for the default geometry
            FilterAttributeExtractor used = new FilterAttributeExtractor(schema);
            cql.accept(used, null);
            requireKnown(used.getAttributeNameSet(), "--cql", schema);
        }
        if (bbox == null) {
            return cql == null ? Filter.INCLUDE : cql;
        }
        Filter inBox = bbox.filter(filters.property(geometryName(schema)), filters);
        return cql == null || cql.equals(Filter.INCLUDE) ? inBox : filters.and(inBox, cql);
    }

    private String geometryName(SimpleFeatureType schema) {
        GeometryDescriptor geometry = schema.getGeometryDescriptor();
        if (geometry == null) {
            throw new UsageException("The type " + typeName + " has no geometry; leave out --bbox");
        }
        return geometry.getLocalName();
    }

    private void requireKnown(Collection<String> names, String option, SimpleFeatureType schema) {
        List<String> known = schema.getAttributeDescriptors().stream()
                .map(AttributeDescriptor::getLocalName)
                .toList();
        names.stream()
                .filter(name -> !known.contains(name))
                .sorted()
                .findFirst()
                .ifPresent(unknown -> {
                    throw new UsageException(option + ": the type " + typeName + " has no attribute '" + unknown
                            + "'; it has " + String.join(", ", known));
                });
    }

    /** Takes the next argument, even if it begins with a minus: {@code -organization_id} looks like {@code -o rganization_id} to picocli. */
    static final class LeadingMinus implements IParameterConsumer {

        @Override
        public void consumeParameters(Stack<String> args, ArgSpec option, CommandSpec command) {
            if (args.isEmpty()) {
                throw new ParameterException(
                        command.commandLine(), "Missing required parameter for option '--sort' (a,-b)");
            }
            try {
                option.setValue(new OptionConverter.OfSortOrder().convert(args.pop()));
            } catch (TypeConversionException e) {
                throw new ParameterException(
                        command.commandLine(), "Invalid value for option '--sort' (a,-b): " + e.getMessage(), e);
            }
        }
    }
}
