package dev.lavant.processor;

import dev.lavant.filter.Filter;
import dev.lavant.manifest.Setting;
import io.micronaut.inject.ast.MethodElement;
import java.util.List;

/// Finds filters that are legal and yet hardly meant.
final class FilterCheck {
    private FilterCheck() {}

    /// What to warn of in a handler without faults.
    static List<Fault> warnings(MethodElement handler) {
        String filter = Declaration.of(handler).settings().text(Setting.FILTER);
        if (filter.isEmpty()) {
            return List.of();
        }
        return Filter.parse(filter).doubts().stream()
                .map(doubt -> new Fault("filter: " + doubt, handler))
                .toList();
    }
}
