package io.github.gtmapillary.filter.function;

import java.util.List;
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

    @Override
    public List<FunctionName> getFunctionNames() {
        return List.of(BearingFunction.NAME, LookingAtFunction.NAME, PixelPolygonFunction.NAME);
    }

    @Override
    public @Nullable Function function(String name, List<Expression> args, @Nullable Literal fallback) {
        FunctionExpressionImpl function = named(name);
        if (function != null) {
            function.setParameters(args);
            function.setFallbackValue(fallback);
        }
        return function;
    }

    @Override
    public @Nullable Function function(Name name, List<Expression> args, @Nullable Literal fallback) {
        return function(name.getLocalPart(), args, fallback);
    }

    private static @Nullable FunctionExpressionImpl named(String name) {
        if (name.equalsIgnoreCase(BearingFunction.NAME.getName())) {
            return new BearingFunction();
        }
        if (name.equalsIgnoreCase(LookingAtFunction.NAME.getName())) {
            return new LookingAtFunction();
        }
        return name.equalsIgnoreCase(PixelPolygonFunction.NAME.getName()) ? new PixelPolygonFunction() : null;
    }
}
