package dev.lavant.processor;

import dev.lavant.manifest.FunctionManifest;
import io.micronaut.inject.ast.MethodElement;
import java.util.regex.Pattern;

/// Makes the manifest of a handler in which [HandlerCheck] found nothing wrong.
final class Manifests {
    private static final Pattern FIRST_SENTENCE = Pattern.compile("(?s)\\A(.*?[.!?])(?:\\s.*|\\z)");
    private static final Pattern INLINE_TAG = Pattern.compile("\\{@\\w+\\s+([^}]*)}");

    private Manifests() {}

    static FunctionManifest of(MethodElement handler) {
        Declaration declared = Declaration.of(handler);
        return new FunctionManifest(
                declared.name(),
                handler.getOwningType().getName(),
                handler.getName(),
                firstSentence(handler.getDocumentation().orElse("")),
                ParameterCheck.payload(handler),
                ResultCheck.data(handler).map(DataType.Known::data),
                declared.settings());
    }

    /// The Javadoc's summary as plain text.
    static String firstSentence(String documentation) {
        String text = INLINE_TAG
                .matcher(documentation.split("(?m)^\\s*@", 2)[0])
                .replaceAll("$1")
                .replaceAll("\\s+", " ")
                .strip();
        return FIRST_SENTENCE.matcher(text).replaceFirst("$1");
    }
}
