package io.github.gtmapillary.model;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Simplifies an OR of conditions. */
final class Disjunction {
    private Disjunction() {}

    /** Merges lists of texts of the same attribute: a long list of ids is then one look-up in a set. */
    static List<Condition> withMergedTexts(List<Condition> conditions) {
        Map<String, Set<String>> texts = new LinkedHashMap<>();
        List<Condition> others = new ArrayList<>();
        for (Condition condition : conditions) {
            if (condition instanceof AttributePasses passes
                    && passes.test().listedTexts().isPresent()) {
                texts.computeIfAbsent(passes.attribute(), name -> new LinkedHashSet<>())
                        .addAll(passes.test().listedTexts().get());
            } else {
                others.add(condition);
            }
        }
        texts.forEach((attribute, values) -> others.add(new AttributePasses(attribute, new OneOf(values))));
        return others;
    }
}
