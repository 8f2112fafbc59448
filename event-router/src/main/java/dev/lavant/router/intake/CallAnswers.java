package dev.lavant.router.intake;

import dev.lavant.router.result.Emitted;
import dev.lavant.router.result.Result;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.serde.annotation.Serdeable;
import java.util.List;
import java.util.Map;

/// What became of a call, in HTTP: an output is a CloudEvent in binary mode, several are a batch, none is 204.
public final class CallAnswers {
    private static final String EVENT = "lavant-event";
    private static final String DUPLICATE = "lavant-duplicate";
    private static final String RETRY_AFTER_SECONDS = "2";
    private static final String WHY = "lavant.dlq.";
    private static final String ATTRIBUTE = "ce_";

    private final OutputData data;

    public CallAnswers(OutputData data) {
        this.data = data;
    }

    /// Nothing is decided yet.
    ///
    /// @param id to ask with
    @Serdeable
    record Waiting(String error, String fix, String id) {}

    /// The function gave the event up.
    ///
    /// @param id of the call
    /// @param code why, in one word of ours
    /// @param exception class of what was thrown
    @Serdeable
    record Died(String error, String fix, String id, String code, String exception, int attempts) {}

    HttpResponse<?> toCall(String function, Calls.Answer answer) {
        return answer(function, answer, HttpStatus.GATEWAY_TIMEOUT);
    }

    HttpResponse<?> toQuestion(String function, Calls.Answer answer) {
        return answer(function, answer, HttpStatus.ACCEPTED);
    }

    private HttpResponse<?> answer(String function, Calls.Answer answer, HttpStatus undecided) {
        String id = CallId.of(answer.event());
        MutableHttpResponse<?> response = answer.result()
                .<MutableHttpResponse<?>>map(result -> decided(function, id, result))
                .orElseGet(() -> waiting(function, id, undecided));
        response.header(EVENT, id).header(HttpHeaders.LOCATION, path(function, id));
        return answer.again() ? response.header(DUPLICATE, "true") : response;
    }

    private static String path(String function, String id) {
        return "/functions/" + function + "/results/" + id;
    }

    private static MutableHttpResponse<Waiting> waiting(String function, String id, HttpStatus status) {
        return HttpResponse.<Waiting>status(status)
                .body(new Waiting(
                        function + " has not decided event " + id + " yet; it will",
                        "Ask later with GET " + path(function, id) + ", and do not send the event anew.",
                        id))
                .header(HttpHeaders.RETRY_AFTER, RETRY_AFTER_SECONDS);
    }

    private MutableHttpResponse<?> decided(String function, String id, Result result) {
        return switch (result) {
            case Result.DeadLettered(Emitted letter) -> died(function, id, letter.headers());
            case Result.Succeeded(List<Emitted> outputs) when outputs.isEmpty() -> HttpResponse.noContent();
            case Result.Succeeded(List<Emitted> outputs) when outputs.size() == 1 -> one(outputs.getFirst());
            case Result.Succeeded(List<Emitted> outputs) ->
                HttpResponse.ok(data.batch(outputs)).contentType(MediaType.of(OutputData.BATCH));
        };
    }

    private static MutableHttpResponse<Died> died(String function, String id, Map<String, String> letter) {
        boolean permanent = "permanent".equals(letter.get(WHY + "class"));
        String attempts = letter.getOrDefault(WHY + "attempts", "0");
        return HttpResponse.<Died>unprocessableEntity()
                .body(new Died(
                        function + " could not handle event " + id + ": " + letter.getOrDefault(WHY + "message", ""),
                        (permanent
                                        ? "Send another event, this one would fail again; "
                                        : "Send it again with another id; ")
                                + "lavant dlq show " + function + " tells more.",
                        id,
                        letter.getOrDefault(WHY + "code", "UNKNOWN"),
                        letter.getOrDefault(WHY + "exception", ""),
                        attempts.matches("\\d{1,9}") ? Integer.parseInt(attempts) : 0));
    }

    private MutableHttpResponse<byte[]> one(Emitted output) {
        OutputData.Content content = data.of(output);
        MutableHttpResponse<byte[]> response = HttpResponse.ok(content.bytes()).contentType(content.type());
        output.headers().forEach((name, value) -> {
            if (name.startsWith(ATTRIBUTE)) {
                response.header("ce-" + name.substring(ATTRIBUTE.length()), AttributeHeaders.encoded(value));
            }
        });
        return response;
    }
}
