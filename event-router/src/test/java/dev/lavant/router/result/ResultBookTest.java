package dev.lavant.router.result;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lavant.router.route.Routes.Partition;
import dev.lavant.router.route.Routes.Place;
import dev.lavant.schemas.UsageOutcome;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ResultBookTest {
    private static final String ID = "0123456789abcdef0123456789abcdef";

    private final ResultBook book = new ResultBook(100_000);

    @Test
    void a_result_is_whole_when_the_usage_record_and_all_that_stands_beside_it_are_there() {
        book.emitted(ID, output(1));
        assertThat(book.result(ID)).isEmpty();
        book.decided(ID, UsageOutcome.OK, 2);
        assertThat(book.result(ID)).isEmpty();
        book.emitted(ID, output(0));

        assertThat(book.result(ID)).hasValue(new Result.Succeeded(List.of(output(0), output(1))));
    }

    @Test
    void outputs_come_in_the_order_in_which_the_function_returned_them() {
        book.decided(ID, UsageOutcome.OK, 12);
        for (int number = 11; number >= 0; number--) {
            book.emitted(ID, output(number));
        }

        assertThat(book.result(ID))
                .hasValueSatisfying(result -> assertThat(((Result.Succeeded) result).outputs())
                        .extracting(output -> output.headers().get("ce_id"))
                        .startsWith(ID + "-0", ID + "-1", ID + "-2")
                        .endsWith(ID + "-11"));
    }

    @Test
    void what_returned_nothing_is_a_result_at_once() {
        book.decided(ID, UsageOutcome.OK, 0);

        assertThat(book.result(ID)).hasValue(new Result.Succeeded(List.of()));
    }

    @Test
    void a_dead_letter_is_the_result_of_what_was_given_up() {
        book.decided(ID, UsageOutcome.DEAD_LETTERED, 1);
        assertThat(book.result(ID)).isEmpty();
        book.emitted(ID, output(0));

        assertThat(book.result(ID)).hasValue(new Result.DeadLettered(output(0)));
    }

    @Test
    void the_oldest_results_are_forgotten_for_the_newest() {
        var small = new ResultBook(2_000);
        for (int i = 0; i < 100; i++) {
            small.decided("event-" + i, UsageOutcome.OK, 0);
        }

        assertThat(small.result("event-0")).isEmpty();
        assertThat(small.result("event-95")).isPresent();
        assertThat(small.result("event-99")).isPresent();
    }

    @Test
    void one_result_is_kept_however_large_it_is() {
        var small = new ResultBook(1_000);
        var large = new Emitted(place(0), Map.of(), new byte[5_000]);

        small.decided("older", UsageOutcome.OK, 0);
        small.emitted(ID, large);
        small.decided(ID, UsageOutcome.OK, 1);

        assertThat(small.result("older")).isEmpty();
        assertThat(small.result(ID)).hasValue(new Result.Succeeded(List.of(large)));
    }

    private static Emitted output(int number) {
        return new Emitted(place(number), Map.of("ce_id", ID + "-" + number), null);
    }

    private static Place place(long offset) {
        return new Place(new Partition("receipts", 0), offset);
    }
}
