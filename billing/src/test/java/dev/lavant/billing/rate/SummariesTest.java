package dev.lavant.billing.rate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.groups.Tuple.tuple;

import dev.lavant.schemas.SourceRange;
import dev.lavant.schemas.UsageKind;
import dev.lavant.schemas.UsageRecord;
import dev.lavant.schemas.UsageSummary;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SummariesTest {
    private static final Instant APPENDED = Instant.parse("2026-11-23T23:04:59.999Z");

    @Test
    void begun_microseconds_count_whole() {
        UsageSummary sum = of(UsageSamples.usage(0).setShareNanos(1_500).setCpuNanos(1));

        assertThat(sum.getMibMicros()).isEqualTo(256);
        assertThat(sum.getCpuMicros()).isEqualTo(1);
    }

    @Test
    void what_was_not_measured_costs_nothing_or_falls_back_to_the_duration() {
        UsageSummary sum = of(UsageSamples.usage(0).setShareNanos(-1).setCpuNanos(-1));

        assertThat(sum.getMibMicros()).isEqualTo(128 * 3_000);
        assertThat(sum.getCpuMicros()).isZero();
        assertThat(sum.getShareNanos()).isZero();
    }

    @Test
    void what_the_platform_caused_is_counted_and_not_paid_for() {
        UsageSummary sum =
                of(UsageSamples.usage(0).setBillable(false).setBytesIn(7).setBytesOut(9));

        assertThat(sum.getEvents()).isEqualTo(1);
        assertThat(List.of(Sku.values())).allMatch(sku -> sku.quantity(sum) == 0);
        assertThat(sum.getAbsorbedMibMicros()).isEqualTo(128 * 2_000);
    }

    @ParameterizedTest
    @EnumSource(
            value = UsageKind.class,
            names = {"INIT", "IDLE", "KEEP_ALIVE", "DRAIN", "HANDED_OVER"})
    void the_time_of_a_host_has_a_price_of_its_own_or_is_the_platforms(UsageKind kind) {
        UsageSummary sum = of(UsageSamples.host("h1", 0).setKind(kind));

        long paid = List.of(Sku.INIT, Sku.IDLE, Sku.KEEP_ALIVE).stream()
                .mapToLong(sku -> sku.quantity(sum))
                .sum();
        boolean ours = kind == UsageKind.DRAIN || kind == UsageKind.HANDED_OVER;
        assertThat(paid).isEqualTo(ours ? 0 : 128 * 2_000);
        assertThat(sum.getAbsorbedMibMicros()).isEqualTo(ours ? 128 * 2_000 : 0);
        assertThat(Sku.COMPUTE.quantity(sum)).isZero();
        assertThat(sum.getEvents()).isZero();
    }

    @Test
    void a_window_is_that_of_the_brokers_time() {
        UsageSummary sum = of(UsageSamples.usage(0));

        assertThat(Summaries.key(sum)).isEqualTo("acme|thumbnail|1|INVOCATION|2026-11-23T23:04:00Z|60000");
        assertThat(Summaries.key(Summaries.in(sum, Summaries.HOUR)))
                .isEqualTo("acme|thumbnail|1|INVOCATION|2026-11-23T23:00:00Z|3600000");
        assertThat(Summaries.end(sum)).isEqualTo("2026-11-23T23:05:00Z");
    }

    @Test
    void sums_are_the_same_in_any_order_and_know_what_they_are_of() {
        var random = new Random(7);
        var parts = new ArrayList<UsageSummary>();
        for (int i = 0; i < 1_000; i++) {
            parts.add(Summaries.of(
                    UsageSamples.usage(i)
                            .setSourcePartition(i % 3)
                            .setShareNanos(random.nextLong(1L << 40))
                            .build(),
                    digest(random),
                    APPENDED));
        }
        UsageSummary total = parts.stream().reduce(Summaries::plus).orElseThrow();
        Collections.shuffle(parts, random);

        assertThat(parts.stream().reduce(Summaries::plus).orElseThrow()).isEqualTo(total);
        assertThat(total.getSources())
                .extracting(SourceRange::getPartition, SourceRange::getFirstOffset, SourceRange::getCount)
                .containsExactly(tuple(0, 0L, 334L), tuple(1, 1L, 333L), tuple(2, 2L, 333L));
    }

    @Test
    void a_record_that_is_taken_away_leaves_its_id_behind() {
        UsageSummary both = Summaries.plus(of(UsageSamples.usage(1)), of(UsageSamples.usage(2)));

        assertThat(Sources.plus(both.getSources(), of(UsageSamples.usage(1)).getSources())
                        .getFirst()
                        .getIdXor()
                        .bytes())
                .isEqualTo(UsageSamples.usage(2).getUsageId().bytes());
    }

    @Test
    void a_sum_that_outgrows_a_long_is_an_error_and_never_wraps() {
        UsageSummary much = UsageSummary.newBuilder(of(UsageSamples.usage(0)))
                .setMibMicros(Long.MAX_VALUE)
                .build();

        assertThatThrownBy(() -> Summaries.plus(much, of(UsageSamples.usage(1))))
                .isInstanceOf(ArithmeticException.class);
    }

    private static byte[] digest(Random random) {
        byte[] digest = new byte[16];
        random.nextBytes(digest);
        return digest;
    }

    private static UsageSummary of(UsageRecord.Builder usage) {
        return Summaries.of(usage.build(), new byte[16], APPENDED);
    }
}
