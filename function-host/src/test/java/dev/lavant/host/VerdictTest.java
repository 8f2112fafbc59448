package dev.lavant.host;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lavant.function.RejectEvent;
import dev.lavant.host.invoke.AttemptResult;
import dev.lavant.host.invoke.FailureCode;
import dev.lavant.host.lane.RetryPolicy;
import dev.lavant.host.meter.Run;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class VerdictTest {
    private static final RetryPolicy THREE = new RetryPolicy(3, Duration.ofMillis(200), Duration.ofMinutes(5));
    private static final Throwable BROKEN = new IllegalStateException("broken");

    @Test
    void what_returned_is_done() {
        assertThat(verdict(new AttemptResult.Returned(Run.NONE, List.of()), 1)).isEqualTo(new Verdict.Done(List.of()));
    }

    @Test
    void what_threw_is_tried_again_and_then_dead() {
        var threw = new AttemptResult.Threw(Run.NONE, BROKEN);

        assertThat(verdict(threw, 1)).isEqualTo(new Verdict.TryAgain(Duration.ofMillis(150)));
        assertThat(verdict(threw, 2)).isEqualTo(new Verdict.TryAgain(Duration.ofMillis(300)));
        assertThat(verdict(threw, 3)).isEqualTo(new Verdict.Dead(FailureCode.MAX_ATTEMPTS, BROKEN));
    }

    @Test
    void what_was_rejected_is_dead_at_once() {
        var rejected = new RejectEvent("no picture in it");

        assertThat(verdict(new AttemptResult.GaveUp(Run.NONE, FailureCode.REJECTED, rejected), 1))
                .isEqualTo(new Verdict.Dead(FailureCode.REJECTED, rejected));
    }

    @Test
    void what_cannot_be_decoded_is_dead_at_once() {
        assertThat(verdict(new AttemptResult.NotTaken(Run.NONE, FailureCode.DESERIALIZE, BROKEN), 0))
                .isEqualTo(new Verdict.Dead(FailureCode.DESERIALIZE, BROKEN));
    }

    @Test
    void who_asks_for_later_gets_that_delay_until_no_attempt_is_left() {
        var later = new AttemptResult.AskedForLater(Run.NONE, BROKEN, Duration.ofSeconds(9));

        assertThat(verdict(later, 2)).isEqualTo(new Verdict.TryAgain(Duration.ofSeconds(9)));
        assertThat(verdict(later, 3)).isEqualTo(new Verdict.Dead(FailureCode.MAX_ATTEMPTS, BROKEN));
    }

    @Test
    void a_deadline_counts_as_an_attempt() {
        var late = new AttemptResult.TimedOut(Run.NONE, Duration.ofSeconds(2));

        assertThat(verdict(late, 1)).isInstanceOf(Verdict.TryAgain.class);
        assertThat(verdict(late, 3)).isInstanceOfSatisfying(Verdict.Dead.class, dead -> {
            assertThat(dead.code()).isEqualTo(FailureCode.TIMEOUT);
            assertThat(dead.error()).hasMessage("still running at its deadline of 2000 ms");
        });
    }

    @Test
    void a_platform_that_is_away_uses_up_no_attempt() {
        assertThat(verdict(new AttemptResult.PlatformAway(Run.NONE, BROKEN), 0)).isInstanceOf(Verdict.TryAgain.class);
    }

    @Test
    void a_batch_that_failed_is_tried_again_event_by_event_until_no_attempt_is_left() {
        var rejected = new AttemptResult.GaveUp(Run.NONE, FailureCode.REJECTED, BROKEN);

        assertThat(ofBatch(new AttemptResult.NotTaken(Run.NONE, FailureCode.DESERIALIZE, BROKEN), 0))
                .isEqualTo(new Verdict.TryAgain(Duration.ZERO));
        assertThat(ofBatch(rejected, 1)).isEqualTo(new Verdict.TryAgain(Duration.ZERO));
        assertThat(ofBatch(new AttemptResult.Threw(Run.NONE, BROKEN), 1))
                .isEqualTo(new Verdict.TryAgain(Duration.ofMillis(150)));
        assertThat(ofBatch(rejected, 3)).isEqualTo(new Verdict.Dead(FailureCode.REJECTED, BROKEN));
    }

    private static Verdict ofBatch(AttemptResult result, int attempts) {
        return Verdict.ofBatch(result, attempts, THREE, 0.5);
    }

    private static Verdict verdict(AttemptResult result, int attempts) {
        return Verdict.of(result, attempts, THREE, 0.5);
    }
}
