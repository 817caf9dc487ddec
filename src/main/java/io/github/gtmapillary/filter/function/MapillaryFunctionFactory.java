package io.github.gtmapillary.filter.function;

import java.util.List;
import java.util.function.Supplier;
import org.geotools.api.feature.type.Name;
import org.geotools.api.filter.capability.FunctionName;
import org.geotools.api.filter.expression.Expression;
import org.geotools.api.filter.expression.Function;
import org.geotools.api.filter.expression.Literal;
import org.geotools.filter.FunctionExpressionImpl;
import org.geotools.filter.FunctionFactory;
import org.jspecify.annotations.Nullable;

/** The filter functions that come with the data store: {@code bearing}, {@code lookingAt} and {@code pixelPolygon}. */
public final class MapillaryFunctionFactory implements FunctionFactory {

    private static final List<Supplier<FunctionExpressionImpl>> FUNCTIONS =
            List.of(BearingFunction::new, LookingAtFunction::new, PixelPolygonFunction::new);

    @Override
    public List<FunctionName> getFunctionNames() {
        return FUNCTIONS.stream().map(made -> made.get().getFunctionName()).toList();
    }

    @Override
    public @Nullable Function function(String name, List<Expression> args, @Nullable Literal fallback) {
        return FUNCTIONS.stream()
                .map(Supplier::get)
                .filter(function -> function.getName().equalsIgnoreCase(name))
                .findFirst()
                .map(function -> with(function, args, fallback))
                .orElse(null);
    }

    @Override
    public @Nullable Function function(Name name, List<Expression> args, @Nullable Literal fallback) {
        return function(name.getLocalPart(), args, fallback);
    }

    private static Function with(FunctionExpressionImpl function, List<Expression> args, @Nullable Literal fallback) {
        function.setParameters(args);
        function.setFallbackValue(fallback);
        return function;
    }
}
