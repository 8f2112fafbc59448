package dev.lavant.host.log;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lavant.schemas.log.AtWork;
import dev.lavant.schemas.log.LogLine;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.slf4j.Logger;
import org.slf4j.event.Level;

class HostLoggersTest {
    private static final String NOW = "2026-06-01T12:03:00.120Z";

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final HostLoggers loggers = loggers("");
    private final Logger logger = loggers.getLogger("shop.Price");

    @Test
    void a_line_says_when_what_and_which_host() {
        loggers.runs(Map.of("function", "price"));

        logger.atInfo().addKeyValue("sku", "a 1").log("no price for {}", "o-1");

        assertThat(out.toString(UTF_8))
                .isEqualTo("at=" + NOW + " level=INFO function=price logger=shop.Price"
                        + " message=\"no price for o-1\" sku=\"a 1\"\n");
    }

    @Test
    void an_exception_stays_on_the_line() {
        logger.error("broken", new IllegalStateException("no stock", new IllegalArgumentException("why")));

        assertThat(lines()).singleElement().satisfies(line -> {
            assertThat(line.fact("error")).hasValue("java.lang.IllegalStateException: no stock");
            assertThat(line.fact("stack").orElseThrow().lines())
                    .anyMatch(frame -> frame.contains("HostLoggersTest.an_exception_stays_on_the_line"))
                    .anyMatch(frame -> frame.contains("Caused by: java.lang.IllegalArgumentException: why"));
        });
    }

    @Test
    void a_thread_says_what_it_works_on_and_an_author_cannot_say_otherwise() throws Exception {
        var thread = new Working(() -> logger.atInfo()
                .addKeyValue("event", "forged")
                .addKeyValue("attempt", 2)
                .log("said"));
        thread.start();
        thread.join();

        assertThat(lines())
                .singleElement()
                .satisfies(line -> assertThat(line.facts())
                        .containsEntry("event", "o-1")
                        .containsEntry("own.event", "forged")
                        .containsEntry("attempt", "2")
                        .doesNotContainKey("own.attempt"));
    }

    private static final class Working extends Thread implements AtWork {
        Working(Runnable work) {
            super(work);
        }

        @Override
        public void tell(BiConsumer<String, Object> taker) {
            taker.accept("event", "o-1");
            taker.accept("attempt", 2);
        }
    }

    @Test
    void what_is_printed_is_a_fact_a_line() {
        var printed = new PrintStream(new PrintedLines(() -> loggers.getLogger("stdout")), true, UTF_8);

        printed.print("one ");
        printed.println("line, Grüße");
        printed.println();
        printed.printf("two%nlines%n");
        printed.print("no end");

        assertThat(lines())
                .extracting(line -> line.fact("message").orElseThrow())
                .containsExactly("one line, Grüße", "two", "lines");
    }

    @ParameterizedTest(name = "{0}: {1} writes from {2} on")
    @CsvSource(textBlock = """
            '',                            shop.Price,                     INFO
            '',                            org.apache.kafka.clients.X,     WARN
            debug,                         shop.Price,                     DEBUG
            shop=debug,                    shop.Price,                     DEBUG
            shop=debug,                    shopping.Cart,                  INFO
            'shop=debug, shop.Price=error', shop.Price,                    ERROR
            'org.apache.kafka=info,warn',  org.apache.kafka.clients.X,     INFO
            'org.apache.kafka=info,warn',  shop.Price,                     WARN
            """)
    void a_logger_goes_by_the_longest_name(String setting, String name, Level from) {
        Levels levels = Levels.from(Map.of(Levels.VARIABLE, setting));

        assertThat(levels.of(name)).isEqualTo(from);
        assertThat(levels.wrong()).isEmpty();
    }

    @Test
    void a_setting_that_says_nothing_is_told() {
        loggers("shop=loud, info").tellOfWrongLevels();

        assertThat(lines())
                .singleElement()
                .satisfies(line -> assertThat(line.facts())
                        .containsEntry("setting", "LAVANT_LOG_LEVELS")
                        .containsEntry("wrong", "[shop=loud]"));
    }

    private HostLoggers loggers(String setting) {
        return new HostLoggers(
                out, InstantSource.fixed(Instant.parse(NOW)), Levels.from(Map.of(Levels.VARIABLE, setting)));
    }

    private List<LogLine> lines() {
        return out.toString(UTF_8)
                .lines()
                .map(line -> LogLine.read(line).orElseThrow())
                .toList();
    }
}
