package dev.lavant.billing.rate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lavant.schemas.Statement;
import dev.lavant.schemas.SummaryState;
import dev.lavant.schemas.UsageKind;
import dev.lavant.schemas.UsageRecord;
import dev.lavant.schemas.UsageSummary;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class StatementsTest {
    private static final Instant APPENDED = Instant.parse("2026-11-30T23:04:00Z");
    private static final PriceBook BOOK = PriceBook.standard();

    @Test
    void a_statement_has_a_line_for_everything_that_is_paid_for() {
        UsageSummary event = of(UsageSamples.usage(0).setBytesIn(3).setBytesOut(4));
        UsageSummary coming = of(UsageSamples.host("h1", 0).setKind(UsageKind.INIT));
        Statement total = Statements.plus(Statements.plus(Statements.empty(event), event), coming);

        assertThat(Statements.key(total)).isEqualTo("acme|thumbnail|2026-11-30T23:00:00Z");
        assertThat(total.getBillingPeriod()).isEqualTo("2026-11");
        assertThat(total.getLines())
                .extracting(line -> line.getSku() + " " + line.getQuantity())
                .containsExactly(
                        "invocations 1",
                        "compute 256000",
                        "cpu 1000",
                        "bytes-in 3",
                        "bytes-out 4",
                        "init 256000",
                        "keep-alive 0",
                        "idle 0");
        assertThat(total.getDurationNanos()).isEqualTo(3_000_000);
        assertThat(total.getSources()).hasSize(2);
    }

    @Test
    void the_cost_is_the_sum_of_the_lines_and_rounding_goes_on_in_the_next_of_the_chain() {
        Statement first = closed(0, Optional.empty());
        Statement second = closed(1, Optional.of(first));

        // 200 for the event, 20 for a millisecond of CPU, 4.1666… for 0.25 MiB-seconds
        assertThat(first.getCostNanos()).isEqualTo(224);
        assertThat(first.getLines().get(1).getCarry()).isEqualTo("0.166675");
        assertThat(second.getLines().get(1).getCarry()).isEqualTo("0.33335");
    }

    @Test
    void each_link_of_the_chain_holds_the_hash_of_the_one_before() {
        Statement first = closed(0, Optional.empty());
        Statement second = closed(1, Optional.of(first));

        assertThat(first.getSequence()).isZero();
        assertThat(first.getPreviousHash()).isEmpty();
        assertThat(second.getSequence()).isEqualTo(1);
        assertThat(second.getPreviousHash()).isEqualTo(first.getHash()).isEqualTo(Chain.hash(first));
    }

    @Test
    void any_change_changes_the_hash() {
        Statement link = closed(0, Optional.empty());

        assertThat(Chain.hash(Statement.newBuilder(link).setCostNanos(223).build()))
                .isNotEqualTo(link.getHash());
        assertThat(Chain.hash(Statement.newBuilder(link)
                        .setSources(closed(1, Optional.empty()).getSources())
                        .build()))
                .isNotEqualTo(link.getHash());
    }

    @Test
    void the_hashed_text_is_what_anybody_can_write_down() {
        assertThat(Chain.text(closed(0, Optional.empty()))).startsWith("""
                lavant statement 1

                0 FINAL
                acme thumbnail 2026-11-30T23:00:00Z
                2026-11 0 2026-11-30T23:04:00Z
                1 1 1
                0 1 0
                3000000 1000000 2000000
                256000 1000 0
                0 0 share-ceil-1us
                lavant-2026-11 USD 224
                invocations 1 200000000000 200 0
                compute 256000 16666700 4 0.166675
                """);
    }

    private static Statement closed(long offset, Optional<Statement> before) {
        UsageSummary event = of(UsageSamples.usage(offset));
        Statement total = Statement.newBuilder(Statements.plus(Statements.empty(event), event))
                .setState(SummaryState.FINAL)
                .build();
        return Chain.next(Statements.rated(total, BOOK, before), before);
    }

    private static UsageSummary of(UsageRecord.Builder usage) {
        return Summaries.of(usage.build(), new byte[16], APPENDED);
    }
}
