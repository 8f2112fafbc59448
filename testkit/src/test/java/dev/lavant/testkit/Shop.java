package dev.lavant.testkit;

import dev.lavant.function.Batch;
import dev.lavant.function.Event;
import dev.lavant.function.EventFunction;
import dev.lavant.function.FunctionContext;
import dev.lavant.function.Key;
import dev.lavant.function.Out;
import dev.lavant.function.RejectEvent;
import dev.lavant.function.Retry;
import dev.lavant.function.RetryLater;
import dev.lavant.schemas.Statement;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Collectors;

/// Functions of every kind, for the tests of the test kit.
class Shop {
    record Order(String id, int quantity) {}

    record Priced(String id, long cents) {}

    static class OutOfStock extends RuntimeException {
        private static final long serialVersionUID = 1L;

        OutOfStock(String message) {
            super(message);
        }
    }

    private final PriceBook prices;

    Shop(PriceBook prices) {
        this.prices = prices;
    }

    @EventFunction(
            topics = "orders",
            filter = "subject LIKE 'eu-%'",
            output = "priced",
            retry = @Retry(attempts = 5, backoff = "1s", maxBackoff = "10s", never = OutOfStock.class))
    Priced price(Order order) {
        return new Priced(order.id(), prices.cents(order.id()) * order.quantity());
    }

    @EventFunction(topics = "priced", output = "shipped")
    Out<String> ship(Priced priced, @Key String customer) {
        return Out.of(priced.id() + " for " + customer).withKey(priced.id());
    }

    @EventFunction(topics = "letters", output = "answers")
    String answer(String letter, FunctionContext context) {
        return switch (letter) {
            case "junk" -> throw new RejectEvent("nobody reads that");
            case "busy" -> {
                if (context.attempt() == 1) {
                    throw new RetryLater(Duration.ofHours(1), "call again");
                }
                yield "attempt " + context.attempt();
            }
            default -> letter + " received";
        };
    }

    @EventFunction(topics = "ticks", output = "sums", batch = @Batch(max = 3, maxWait = "10s"))
    String sum(List<Event<String>> ticks) {
        return ticks.stream().map(Event::data).collect(Collectors.joining("+"));
    }

    @EventFunction(topics = "bills", output = "currencies")
    String currency(Statement bill) {
        return bill.getCurrency();
    }

    @EventFunction(topics = "slow", timeout = "50ms", retry = @Retry(attempts = 1))
    void dawdle(String text) throws InterruptedException {
        new CountDownLatch(1).await();
    }
}
