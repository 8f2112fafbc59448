package dev.lavant.testkit;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.inject.Inject;
import org.junit.jupiter.api.Test;

/// What the extension does after each test, done by hand to see it.
@FunctionTest
class OverdueTest {
    @Inject
    FunctionDriver driver;

    @Test
    void a_handler_past_its_deadline_fails_the_test_and_the_message_says_what_to_do() {
        driver.send("slow", "text");

        assertThatThrownBy(driver::end)
                .isInstanceOf(AssertionError.class)
                .hasMessage(
                        "function dawdle ran past its deadline of 50 ms at slow offset 0: let it end sooner, raise its"
                                + " timeout, or call driver.expectOverdue()");
        driver.expectOverdue();
    }
}
