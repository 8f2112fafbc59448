package dev.lavant.console.page;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.MutableHttpResponse;
import org.jspecify.annotations.Nullable;

/// Writes records as JSON, where what is not known is null; and reads what requests say.
final class Json {
    private static final JsonMapper MAPPER =
            JsonMapper.builder().addModule(new Jdk8Module()).build();

    private Json() {}

    static String of(Object value) {
        try {
            return MAPPER.writeValueAsString(value);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("a record of ours cannot be written as JSON", impossible);
        }
    }

    /// An answer that nobody keeps.
    static MutableHttpResponse<String> ok(Object value) {
        return HttpResponse.ok(of(value))
                .contentType(MediaType.APPLICATION_JSON_TYPE)
                .header(HttpHeaders.CACHE_CONTROL, "no-store");
    }

    /// What a request says; without a body, nothing.
    ///
    /// @throws Refusal 400 when it is something else
    static <T> T read(@Nullable String body, Class<T> type) {
        try {
            return MAPPER.readValue(body == null || body.isBlank() ? "{}" : body, type);
        } catch (JsonProcessingException wrong) {
            throw new Refusal(
                    400,
                    "the body is not what is asked for here: " + wrong.getOriginalMessage(),
                    "Send JSON as  /openapi.yaml  says.");
        }
    }
}
