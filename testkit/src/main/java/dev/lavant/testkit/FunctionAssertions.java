package dev.lavant.testkit;

import org.assertj.core.api.AbstractAssert;
import org.assertj.core.api.Assertions;

/// AssertJ assertions on what functions did; its import stands beside that of AssertJ's own.
public final class FunctionAssertions {
    private FunctionAssertions() {}

    /// Begins an assertion on one function.
    public static FunctionAssert assertThatFunction(FunctionDriver driver, String function) {
        return new FunctionAssert(driver, function);
    }

    /// Assertions on one function.
    public static final class FunctionAssert extends AbstractAssert<FunctionAssert, FunctionDriver> {
        private final String function;

        private FunctionAssert(FunctionDriver driver, String function) {
            super(driver, FunctionAssert.class);
            this.function = function;
        }

        /// It has made so many attempts, at all events together.
        public FunctionAssert attempted(int times) {
            Assertions.assertThat(actual.attempts(function))
                    .as("attempts of function %s", function)
                    .hasSize(times);
            return this;
        }

        /// It has given up on nothing.
        public FunctionAssert hasNoDeadLetters() {
            Assertions.assertThat(actual.deadLetters(function))
                    .as("dead letters of function %s", function)
                    .isEmpty();
            return this;
        }

        /// It has given up on one event, with this code.
        public FunctionAssert hasOneDeadLetter(String code) {
            Assertions.assertThat(actual.deadLetters(function))
                    .as("dead letters of function %s", function)
                    .extracting(DeadEvent::code)
                    .containsExactly(code);
            return this;
        }

        /// So many events are on its bill.
        public FunctionAssert used(int events) {
            Assertions.assertThat(actual.usage(function))
                    .as("usage records of function %s", function)
                    .hasSize(events);
            return this;
        }
    }
}
