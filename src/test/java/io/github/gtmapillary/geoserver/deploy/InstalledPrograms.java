package io.github.gtmapillary.geoserver.deploy;

import java.lang.reflect.AnnotatedElement;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Skips what {@link RequiresPrograms} marks where a program is missing. */
final class InstalledPrograms implements ExecutionCondition {

    private final Function<String, Optional<Path>> search;

    InstalledPrograms() {
        this(Tool::find);
    }

    /** @param search finds a program by its name */
    InstalledPrograms(Function<String, Optional<Path>> search) {
        this.search = search;
    }

    @Override
    public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
        return context.getElement()
                .map(this::evaluate)
                .orElseGet(() -> ConditionEvaluationResult.enabled("not an annotated element"));
    }

    ConditionEvaluationResult evaluate(AnnotatedElement test) {
        RequiresPrograms required = test.getAnnotation(RequiresPrograms.class);
        List<String> missing = required == null
                ? List.of()
                : Stream.of(required.value())
                        .filter(name -> search.apply(name).isEmpty())
                        .toList();
        return missing.isEmpty()
                ? ConditionEvaluationResult.enabled("all programs are installed")
                : ConditionEvaluationResult.disabled("not installed: " + String.join(", ", missing));
    }
}
