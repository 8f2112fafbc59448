package dev.lavant.router.intake;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/// Makes the text of CloudEvents attributes out of HTTP header values, which hold ASCII only: `"Euro%20%E2%82%AC"` is
/// `Euro €`. The SDK passes header values on as they stand.
///
/// Source: CloudEvents HTTP protocol binding 1.0.2, section 3.1.3.2.
final class AttributeHeaders {
    private static final String ATTRIBUTE = "ce-";
    private static final int DELETE = 127;
    private static final Pattern QUOTED = Pattern.compile("\"(.*)\"");
    private static final Pattern ESCAPED = Pattern.compile("\\\\(.)");

    private AttributeHeaders() {}

    /// The same headers, those of attributes decoded.
    ///
    /// @throws Refusal 400 when a percent sign is not followed by two hexadecimal digits
    static Map<String, List<String>> decoded(Map<String, List<String>> headers) {
        var decoded = new HashMap<String, List<String>>();
        headers.forEach((name, values) -> decoded.put(
                name,
                name.toLowerCase(Locale.ROOT).startsWith(ATTRIBUTE)
                        ? values.stream().map(value -> decode(name, value)).toList()
                        : values));
        return decoded;
    }

    private static String decode(String name, String value) {
        var quoted = QUOTED.matcher(value);
        String plain = quoted.matches() ? ESCAPED.matcher(quoted.group(1)).replaceAll("$1") : value;
        try {
            return URLDecoder.decode(plain.replace("+", "%2B"), StandardCharsets.UTF_8); // here a plus is a plus
        } catch (IllegalArgumentException notEncoded) {
            throw new Refusal(
                    400,
                    "header " + name + " is not percent-encoded: " + notEncoded.getMessage(),
                    "Write each percent sign, double quote, space and non-ASCII character as %XX of its UTF-8 bytes.");
        }
    }

    /// The text of an attribute as the value of a header: the reverse of what is decoded.
    static String encoded(String text) {
        var header = new StringBuilder(text.length());
        for (byte one : text.getBytes(StandardCharsets.UTF_8)) {
            boolean plain = one > ' ' && one < DELETE && one != '"' && one != '%';
            header.append(plain ? String.valueOf((char) one) : "%%%02X".formatted(one));
        }
        return header.toString();
    }
}
