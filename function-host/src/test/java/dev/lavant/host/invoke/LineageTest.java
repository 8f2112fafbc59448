package dev.lavant.host.invoke;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LineageTest {

    @Test
    void what_comes_of_a_first_event_has_one_hop_and_its_place_as_origin() {
        Lineage next = Lineage.after(List.of(event(Map.of())));

        assertThat(next.hops()).isEqualTo(1);
        assertThat(next.origin()).isEqualTo("orders:3@17");
    }

    @Test
    void of_a_copy_in_a_queue_the_place_that_it_was_copied_from_counts() {
        var copy = event(Map.of(
                "lavant-source-topic", "purchases", "lavant-source-partition", "1", "lavant-source-offset", "9"));

        assertThat(Lineage.after(List.of(copy)).origin()).isEqualTo("purchases:1@9");
    }

    @Test
    void the_origin_stays_and_hops_are_counted_on_from_the_event_with_the_most() {
        var few = event(Map.of("ce_lavanthops", "2", "ce_lavantorigin", "photos:0@1"));
        var many = event(Map.of("ce_lavanthops", "5", "ce_lavantorigin", "other:0@1"));

        Lineage next = Lineage.after(List.of(few, many));

        assertThat(next.hops()).isEqualTo(6);
        assertThat(next.origin()).isEqualTo("photos:0@1");
    }

    @Test
    void a_chain_ends_after_thirty_two_functions() {
        assertThat(Lineage.after(List.of(event(Map.of("ce_lavanthops", "31")))).tooLong())
                .isFalse();
        assertThat(Lineage.after(List.of(event(Map.of("ce_lavanthops", "32")))).tooLong())
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "-1", "many", "1.5", "99999999999"})
    void what_is_no_number_of_hops_is_none(String hops) {
        assertThat(Lineage.after(List.of(event(Map.of("ce_lavanthops", hops)))).hops())
                .isEqualTo(1);
    }

    @Test
    void outputs_carry_it_on() {
        var attributes = new HashMap<>(Map.of("lavanthops", "0"));
        new Lineage(7, event(Map.of())).into(attributes);

        assertThat(attributes).isEqualTo(Map.of("lavanthops", "7", "lavantorigin", "orders:3@17"));
    }

    private static Delivery event(Map<String, String> headers) {
        var record = new ConsumerRecord<byte[], byte[]>("orders", 3, 17, null, null);
        headers.forEach((name, value) -> record.headers().add(name, value.getBytes(UTF_8)));
        return new Delivery(record, "id");
    }
}
