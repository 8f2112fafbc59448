package dev.lavant.filter.cesql;

import java.util.Arrays;

/// The right side of `LIKE`: `%` stands for any characters, `_` for one, and `\` before either for that character
/// itself.
///
/// Matching never takes longer than the product of both lengths, whatever the pattern. Source: CESQL 1.0.0, section
/// 3.4.3.
public final class Pattern {
    private static final int ANY = -1;
    private static final int ONE = -2;

    private final int[] parts; // code points, ANY, ONE

    private Pattern(int[] parts) {
        this.parts = parts;
    }

    /// Reads a pattern. Every text is one.
    public static Pattern of(String text) {
        int[] in = text.codePoints().toArray();
        int[] parts = new int[in.length];
        int count = 0;
        for (int i = 0; i < in.length; i++) {
            boolean escaped = in[i] == '\\' && i + 1 < in.length && wildcard(in[i + 1]);
            i += escaped ? 1 : 0;
            parts[count++] = escaped || !wildcard(in[i]) ? in[i] : in[i] == '%' ? ANY : ONE;
        }
        return new Pattern(Arrays.copyOf(parts, count));
    }

    private static boolean wildcard(int character) {
        return character == '%' || character == '_';
    }

    /// Whether a text is like it.
    public boolean matches(String text) {
        int[] in = text.codePoints().toArray();
        int at = 0;
        int part = 0;
        int retryPart = -1; // after the last ANY
        int retryAt = 0;
        while (at < in.length) {
            if (part < parts.length && parts[part] == ANY) {
                retryPart = ++part;
                retryAt = at;
            } else if (part < parts.length && (parts[part] == ONE || parts[part] == in[at])) {
                part++;
                at++;
            } else if (retryPart >= 0) {
                part = retryPart;
                at = ++retryAt; // the last ANY takes one character more
            } else {
                return false;
            }
        }
        return onlyAnyFrom(part);
    }

    private boolean onlyAnyFrom(int part) {
        return Arrays.stream(parts, part, parts.length).allMatch(one -> one == ANY);
    }
}
