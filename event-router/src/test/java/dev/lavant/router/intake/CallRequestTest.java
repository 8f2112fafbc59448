package dev.lavant.router.intake;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.lavant.router.Deployments;
import dev.lavant.router.route.Routes.Partition;
import dev.lavant.router.route.Routes.Place;
import dev.lavant.schemas.FunctionDeployment;
import dev.lavant.schemas.wire.GeneratedClasses;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CallRequestTest {
    private static final byte[] BODY = "{}".getBytes(UTF_8);

    @BeforeAll
    static void trust() {
        GeneratedClasses.trust();
    }

    @ParameterizedTest(name = "{0} is {1} s")
    @CsvSource(textBlock = """
            wait=10                | 10
            respond-async, wait=5  | 5
            WAIT = "7"             | 7
            wait=0                 | 0
            wait=3600              | 60
            awaited=3              | 30
            wait=soon              | 30
            """, delimiter = '|')
    void who_calls_says_how_long_to_wait_up_to_a_minute(String prefer, long seconds) {
        assertThat(request(Map.of("Prefer", prefer)).usualWait()).isEqualTo(Duration.ofSeconds(seconds));
    }

    @Test
    void a_body_that_is_no_event_becomes_one() {
        var event = request(Map.of("Idempotency-Key", "k-1", "content-type", "application/json"))
                .event(BODY);

        assertThat(event.getId()).isEqualTo("k-1");
        assertThat(event.getSource()).hasToString("/functions/receipt");
        assertThat(event.getType()).isEqualTo("lavant.call");
        assertThat(event.getDataContentType()).isEqualTo("application/json");
    }

    @Test
    void without_a_key_each_call_is_an_event_of_its_own() {
        assertThat(request(Map.of()).event(BODY).getId())
                .isNotEqualTo(request(Map.of()).event(BODY).getId());
    }

    @Test
    void half_an_event_is_none_and_is_refused() {
        assertThatExceptionOfType(Refusal.class)
                .isThrownBy(() -> request(Map.of("ce-id", "1")).event(BODY))
                .withMessageStartingWith("the request is not a CloudEvent: ");
    }

    @Test
    void a_batch_is_refused() {
        assertThatExceptionOfType(Refusal.class)
                .isThrownBy(() -> request(Map.of("content-type", "application/cloudevents-batch+json"))
                        .event("[]".getBytes(UTF_8)))
                .withMessage("a function is called with one event, not a batch");
    }

    @Test
    void an_event_that_the_filter_keeps_out_is_refused_with_the_reason() {
        var request = new CallRequest(function("type = 'shop.sold'"), headers(Map.of()));

        assertThatExceptionOfType(Refusal.class)
                .isThrownBy(() -> request.requireWanted(request.event(BODY)))
                .withMessage("receipt does not get this event: type = 'shop.sold' is false (type is 'lavant.call')")
                .satisfies(refusal -> assertThat(refusal.fix()).endsWith("its filter is true: type = 'shop.sold'"));
        var wanted = Map.of("ce-specversion", "1.0", "ce-id", "1", "ce-source", "/s", "ce-type", "shop.sold");
        var other = new CallRequest(function("type = 'shop.sold'"), headers(wanted));
        assertThatCode(() -> other.requireWanted(other.event(BODY))).doesNotThrowAnyException();
    }

    @Test
    void an_id_says_where_the_event_stands() {
        var place = new Place(new Partition("lavant.queue.receipt", 2), 17);

        assertThat(CallId.of(place)).isEqualTo("lavant.queue.receipt:2@17");
        assertThat(CallId.place("lavant.queue.receipt:2@17")).hasValue(place);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "17", "orders:0", "orders:0@", "orders:-1@2", "a/b:0@1", "orders:0@99999999999999999999"})
    void what_is_no_id_is_none(String text) {
        assertThat(CallId.place(text)).isEqualTo(Optional.empty());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "plain", "Euro €", "100 %", "a\"b", "line\nbreak", "50%20"})
    void an_attribute_that_goes_out_as_a_header_comes_in_as_it_was(String text) {
        String header = AttributeHeaders.encoded(text);

        assertThat(header).matches("[!-~]*");
        assertThat(AttributeHeaders.decoded(Map.of("ce-subject", List.of(header))))
                .containsEntry("ce-subject", List.of(text));
    }

    private static CallRequest request(Map<String, String> headers) {
        return new CallRequest(function(null), headers(headers));
    }

    private static Map<String, List<String>> headers(Map<String, String> single) {
        return single.entrySet().stream().collect(Collectors.toMap(Map.Entry::getKey, one -> List.of(one.getValue())));
    }

    private static FunctionDeployment function(@Nullable String filter) {
        return Deployments.function("receipt")
                .setSourceTopics(List.of("purchases"))
                .setFilter(filter)
                .build();
    }
}
