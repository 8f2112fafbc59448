package dev.lavant.schemas.access;

import java.util.List;
import java.util.regex.Pattern;

/// Names that a key may use: each as it is, or with `*` at its end for all that begin so.
public record Scope(List<String> names) {
    private static final Pattern NAME = Pattern.compile("[a-zA-Z0-9._-]{0,249}\\*|[a-zA-Z0-9._-]{1,249}");

    public Scope {
        names = List.copyOf(names);
        for (String name : names) {
            if (!NAME.matcher(name).matches()) {
                throw new IllegalArgumentException("'" + name
                        + "' is neither a name of letters, digits, dots, underscores and hyphens, nor the beginning of"
                        + " one with * at its end");
            }
        }
    }

    /// Whether it has a name in it.
    public boolean includes(String name) {
        return names.stream().anyMatch(one -> one.endsWith("*") ? begins(name, one) : one.equals(name));
    }

    private static boolean begins(String name, String pattern) {
        return name.startsWith(pattern.substring(0, pattern.length() - 1));
    }
}
