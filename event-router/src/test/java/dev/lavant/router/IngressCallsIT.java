package dev.lavant.router;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.lavant.local.LocalPlatform;
import dev.lavant.router.CalledFunctions.Event;
import dev.lavant.router.IngressConfig.Address;
import dev.lavant.router.IngressConfig.Limits;
import dev.lavant.schemas.topics.Topics;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// Calls over HTTP, answered with what a host committed. The host is this test, so that it can be made to do
/// what a real one rarely does; `PurchasesIT` calls a real one.
class IngressCallsIT {
    private static final int CALLERS = 20;
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Map<String, String> BRIEFLY = Map.of("prefer", "wait=0");

    private static LocalPlatform platform;
    private static CalledFunctions functions;
    private static Ingress ingress;
    private static HttpEvents caller;
    private static ExecutorService callers;

    @BeforeAll
    static void start() {
        platform = LocalPlatform.start();
        functions = new CalledFunctions(platform);
        ingress = Ingress.start(new IngressConfig(platform.connection(), Address.loopback(0), Limits.USUAL));
        caller = new HttpEvents(ingress.url());
        callers = Executors.newVirtualThreadPerTaskExecutor();
    }

    @AfterAll
    static void stop() {
        callers.shutdownNow();
        caller.close();
        ingress.close();
        functions.close();
        platform.close();
    }

    @Test
    void a_call_is_answered_with_what_the_function_returned() throws Exception {
        deploy("greet");
        var answer = call("greet", HttpEvents.binary());

        functions.succeeds(new Event("greet", "greet-in", 0), "Hallo Ada");

        assertThat(text(answer.get())).isEqualTo("200 Hallo Ada");
        assertThat(answer.get().headers().firstValue("content-type")).hasValue("text/plain");
        assertThat(answer.get().headers().firstValue("ce-source")).hasValue("/default/greet");
        assertThat(answer.get().headers().firstValue("lavant-event")).hasValue("greet-in:0@0");
        assertThat(answer.get().headers().firstValue("location")).hasValue("/functions/greet/results/greet-in:0@0");
    }

    @Test
    void each_of_many_callers_gets_the_result_of_its_own_event() throws Exception {
        deploy("many");
        List<Future<HttpResponse<String>>> answers = new ArrayList<>();
        for (int i = 0; i < CALLERS; i++) {
            answers.add(call("many", Map.of("prefer", "wait=30")));
        }

        for (int offset = CALLERS - 1; offset >= 0; offset--) {
            functions.succeeds(new Event("many", "many-in", offset), "result of " + offset);
        }

        for (var answer : answers) {
            String id = answer.get().headers().firstValue("lavant-event").orElseThrow();
            assertThat(text(answer.get())).isEqualTo("200 result of " + id.substring(id.indexOf('@') + 1));
        }
    }

    @Test
    void several_outputs_are_a_batch_in_their_order_and_none_is_204() throws Exception {
        deploy("split");
        var several = call("split", Map.of());
        functions.succeeds(new Event("split", "split-in", 0), "a", "b", "c");
        var none = call("split", Map.of());
        functions.succeeds(new Event("split", "split-in", 1));

        assertThat(several.get().statusCode()).isEqualTo(200);
        assertThat(several.get().headers().firstValue("content-type")).hasValue("application/cloudevents-batch+json");
        assertThat(several.get().body())
                .matches("\\[\\{\"id\":\"\\w+-0\".*\"data\":\"a\"},\\{.*\"data\":\"b\"},\\{.*\"data\":\"c\"}]");
        assertThat(text(none.get())).isEqualTo("204 ");
    }

    @Test
    void avro_is_answered_as_json() throws Exception {
        deploy("count");
        var schema = new Schema.Parser()
                .parse("{\"type\":\"record\",\"name\":\"Count\",\"fields\":[{\"name\":\"n\",\"type\":\"int\"}]}");
        var count = new GenericData.Record(schema);
        count.put("n", 7);
        var answer = call("count", Map.of());

        functions.succeeds(new Event("count", "count-in", 0), count);

        assertThat(text(answer.get())).isEqualTo("200 {\"n\":7}");
        assertThat(answer.get().headers().firstValue("content-type")).hasValue("application/json");
    }

    @Test
    void what_was_not_committed_is_no_answer() throws Exception {
        deploy("careful");
        var answer = call("careful", Map.of());

        functions.diesCommitting(new Event("careful", "careful-in", 0), "never said");
        functions.succeeds(new Event("careful", "careful-in", 0), "said");

        assertThat(text(answer.get())).isEqualTo("200 said");
    }

    @Test
    void an_event_that_was_given_up_is_422_with_the_reason() throws Exception {
        deploy("strict");
        var answer = call("strict", Map.of());

        functions.gives(new Event("strict", "strict-in", 0), "it has no lines");

        assertThat(text(answer.get()))
                .isEqualTo("422 {\"error\":\"strict could not handle event strict-in:0@0: it has no lines\","
                        + "\"fix\":\"Send another event, this one would fail again; lavant dlq show strict tells more.\","
                        + "\"id\":\"strict-in:0@0\",\"code\":\"REJECTED\","
                        + "\"exception\":\"dev.lavant.function.RejectEvent\",\"attempts\":1}");
    }

    @Test
    void what_is_not_decided_in_time_is_504_and_can_be_asked_for_later() {
        deploy("slow");

        var late = caller.call("slow", BRIEFLY, "x");

        assertThat(text(late))
                .isEqualTo("504 {\"error\":\"slow has not decided event slow-in:0@0 yet; it will\","
                        + "\"fix\":\"Ask later with GET /functions/slow/results/slow-in:0@0, and do not send the event anew.\","
                        + "\"id\":\"slow-in:0@0\"}");
        String path = late.headers().firstValue("location").orElseThrow();
        assertThat(caller.get(path).statusCode()).isEqualTo(202);
        functions.succeeds(new Event("slow", "slow-in", 0), "at last");
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(text(caller.get(path))).isEqualTo("200 at last"));
    }

    @Test
    void another_ingress_knows_what_came_of_a_call_and_one_that_is_sent_again_runs_once() {
        deploy("once");
        assertThat(caller.call("once", idempotent("k-1"), "x").statusCode()).isEqualTo(504);
        functions.succeeds(new Event("once", "once-in", 0), "done", "and dusted");

        await().atMost(PATIENCE).untilAsserted(() -> {
            var again = caller.call("once", idempotent("k-1"), "x");
            assertThat(again.statusCode()).isEqualTo(200);
            assertThat(again.headers().firstValue("lavant-duplicate")).hasValue("true");
        });
        try (var other = Ingress.start(new IngressConfig(platform.connection(), Address.loopback(0), Limits.USUAL));
                var asking = new HttpEvents(other.url())) {
            assertThat(asking.get("/functions/once/results/once-in:0@0").body())
                    .contains("\"data\":\"done\"", "\"data\":\"and dusted\"");
        }
        assertThat(platform.readCommitted("once-in", 2, Duration.ofMillis(500))).hasSize(1);
    }

    @Test
    void a_function_with_a_filter_is_called_by_its_queue_when_the_filter_is_true() throws Exception {
        functions.deploy(Deployments.function("picky").setFilter("type = 'shop.sold'"));
        awaitKnown("picky");

        var refused = caller.call("picky", Map.of(), "x");
        var answer = call("picky", HttpEvents.unique());
        functions.succeeds(new Event("picky", Topics.queue("picky"), 0), "sold");

        assertThat(text(refused))
                .startsWith("400 {\"error\":\"picky does not get this event: type = 'shop.sold' is false");
        assertThat(text(answer.get())).isEqualTo("200 sold");
        assertThat(platform.readCommitted("picky-in", 1, Duration.ofMillis(300)))
                .isEmpty();
    }

    @Test
    void what_cannot_be_called_or_asked_says_why_and_what_to_type() {
        deploy("known");
        functions.deploy(Deployments.function("halted").setPaused(true));
        awaitKnown("halted");

        assertThat(text(caller.call("unknown", Map.of(), "x")))
                .startsWith(
                        "404 {\"error\":\"there is no function 'unknown'\",\"fix\":\"Call one of those that lavant ls")
                .contains("lavant deploy DIR");
        assertThat(text(caller.call("halted", Map.of(), "x")))
                .isEqualTo("409 {\"error\":\"function halted is paused\",\"fix\":\"Type lavant resume halted\"}");
        assertThat(text(caller.get("/functions/known/results/known-in:0@0")))
                .startsWith("404 {\"error\":\"there is no event known-in:0@0 of function known\"");
        assertThat(text(caller.get("/functions/known/results/halted-in:0@0"))).startsWith("404 ");
        assertThat(text(caller.get("/functions/known/results/17")))
                .startsWith("400 {\"error\":\"'17' is not the id of a call\"");
    }

    @Test
    void more_calls_than_may_wait_are_503() {
        deploy("full");
        try (var small = Ingress.start(
                        new IngressConfig(platform.connection(), Address.loopback(0), new Limits(1_000, 10_000, 1)));
                var asking = new HttpEvents(small.url())) {
            var waiting = callers.submit(() -> asking.call("full", Map.of(), "x"));

            await().atMost(PATIENCE).untilAsserted(() -> {
                var refused = asking.call("full", BRIEFLY, "x");
                assertThat(text(refused)).startsWith("503 {\"error\":\"as many calls wait for their results as may\"");
                assertThat(refused.headers().firstValue("retry-after")).hasValue("2");
            });
            waiting.cancel(true);
        }
    }

    private static void deploy(String function) {
        functions.deploy(function);
        awaitKnown(function);
    }

    /// The ingress reads of a deploy a moment later; what is no id of a call it says only of functions that it knows.
    private static void awaitKnown(String function) {
        await().atMost(PATIENCE)
                .until(() ->
                        caller.get("/functions/" + function + "/results/none").statusCode() == 400);
    }

    private static Future<HttpResponse<String>> call(String function, Map<String, String> headers) {
        return callers.submit(() -> caller.call(function, headers, "x"));
    }

    private static Map<String, String> idempotent(String key) {
        var headers = new HashMap<>(BRIEFLY);
        headers.put("idempotency-key", key);
        return headers;
    }

    private static String text(HttpResponse<String> response) {
        return response.statusCode() + " " + response.body();
    }
}
