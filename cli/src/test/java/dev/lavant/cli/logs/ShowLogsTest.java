package dev.lavant.cli.logs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lavant.cli.Terminal;
import dev.lavant.schemas.log.LogLine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ShowLogsTest {
    private static final String ONE = "price-0-m1";
    private static final String OTHER = "price-1-m2";

    @TempDir
    Path folder;

    private Path logs;

    @BeforeEach
    void folders() throws IOException {
        logs = Files.createDirectories(folder.resolve(".lavant/logs"));
    }

    @Test
    void lines_of_all_hosts_of_the_function_come_by_their_time() throws IOException {
        write(ONE, fact("12:00:01", "price", "message=one event=o-1"), fact("12:00:03", "price", "message=three"));
        write(OTHER, fact("12:00:02", "price", "message=\"two words\" event=o-2 level=WARN"));
        write("price-eur-0-m1", fact("12:00:02", "price-eur", "message=foreign"));
        write("lavant", "2026-06-01T12:00:02.000+0000 [main] INFO DevPlatform - of the platform");

        var answer = terminal().type("logs price --no-color");

        assertThat(answer.exit()).as(answer.err()).isZero();
        assertThat(answer.lines())
                .containsExactly(
                        "2026-06-01T12:00:01Z  INFO   price-0-m1  one  event=o-1",
                        "2026-06-01T12:00:02Z  WARN   price-0-m1  two words  event=o-2",
                        "2026-06-01T12:00:03Z  INFO   price-0-m1  three");
        assertThat(terminal().type("logs price -o json").lines().getFirst())
                .isEqualTo("{\"at\":\"2026-06-01T12:00:01Z\",\"level\":\"INFO\",\"function\":\"price\",\"revision\":2,"
                        + "\"host\":\"price-0-m1\",\"message\":\"one\",\"event\":\"o-1\"}");
    }

    @Test
    void an_event_is_found_by_each_of_its_names() throws IOException {
        write(
                ONE,
                fact("12:00:01", "price", "message=one event=o-1 place=orders-0@1 invocation=abc trace=def"),
                fact("12:00:02", "price", "message=two event=o-2 place=orders-0@2 invocation=bcd trace=efa"));

        for (String id : List.of("o-2", "orders-0@2", "bcd", "efa")) {
            assertThat(terminal().type("logs price --invocation " + id).lines())
                    .as(id)
                    .singleElement()
                    .satisfies(line -> assertThat(line).contains("two"));
        }
        assertThat(terminal().type("logs price --since 2026-06-01T12:00:02Z").lines())
                .hasSize(1);
    }

    @Test
    void a_stack_trace_stands_below_its_line_and_no_control_character_reaches_the_terminal() throws IOException {
        write(
                ONE,
                fact("12:00:01", "price", "message=\"\\u001b[2Jgone\" stack=\"java.lang.Error\\n\\tat shop.Price\""));

        assertThat(terminal().type("logs price").out().lines())
                .hasSize(3)
                .last()
                .isEqualTo("      at shop.Price");
        assertThat(terminal().type("logs price").out())
                .doesNotContain("\u001b[2J")
                .contains("\\u001b[2Jgone");
    }

    @Test
    void what_a_jvm_prints_as_it_dies_is_shown_where_it_died() throws IOException {
        write(ONE, fact("12:00:01", "price", "message=one"), "java.lang.OutOfMemoryError: Java heap space");
        write(OTHER, "Unrecognized VM option 'Foo'");

        assertThat(terminal().type("logs price").lines())
                .anyMatch(line -> line.contains("12:00:01Z") && line.contains("OutOfMemoryError"))
                .anyMatch(line -> line.contains(OTHER) && line.contains("Unrecognized VM option"));
    }

    @Test
    void what_grows_is_read_on_and_what_is_renamed_is_not_read_twice() throws IOException {
        write("warm-0-m1", fact("12:00:01", "price", "message=one"), "at=2026-06-01T12:00:02Z message=ha");
        var hosts = new HostLogs(logs);
        assertThat(messages(hosts)).containsExactly("one", "ha");

        Files.move(logs.resolve("warm-0-m1.log"), logs.resolve(ONE + ".log"));
        Files.writeString(
                logs.resolve(ONE + ".log"),
                fact("12:00:04", "price", "message=four") + "\n" + "at=2026",
                StandardOpenOption.APPEND);
        write(OTHER, fact("12:00:03", "price", "message=three"));
        assertThat(messages(hosts)).containsExactly("three", "four");

        Files.writeString(logs.resolve(ONE + ".log"), "-06-01T12:00:05Z message=five\n", StandardOpenOption.APPEND);
        assertThat(messages(hosts)).containsExactly("five");
        assertThat(messages(hosts)).isEmpty();
    }

    @Test
    void where_no_logs_are_it_says_where_they_may_be() throws IOException {
        write(ONE, fact("12:00:01", "price", "message=one"));

        var other = terminal().type("logs greet");
        assertThat(other.exit()).isEqualTo(3);
        assertThat(other.err())
                .contains("no host of greet has logged anything in " + logs)
                .contains("There are logs of 1 hosts, of price")
                .contains("lavant logs greet --folder", "docker logs");
        assertThat(terminal().type("logs price --invocation none").err())
                .contains("no such line of price", "See all of it:  lavant logs price");
        var empty = Terminal.in(Files.createDirectory(folder.resolve("elsewhere")));
        assertThat(empty.type("logs price").exit())
                .as("found in the folder above")
                .isZero();
        assertThat(empty.type("logs price --folder nowhere").err()).contains("there is no folder", "nowhere/logs");
        var nowhere = Terminal.in(Path.of("/")).type("logs price");
        assertThat(nowhere.exit()).isEqualTo(3);
        assertThat(nowhere.err()).contains("there are no logs of hosts here", "LAVANT_FOLDER");
    }

    private Terminal terminal() {
        return Terminal.in(folder);
    }

    private static List<String> messages(HostLogs hosts) {
        return hosts.more(_ -> true).stream()
                .map(line -> line.fact("message").orElseThrow())
                .toList();
    }

    private static String fact(String time, String function, String more) {
        String level = more.contains("level=") ? "" : " level=INFO";
        String line =
                "at=2026-06-01T" + time + "Z" + level + " function=" + function + " revision=2 host=price-0-m1 " + more;
        assertThat(LogLine.read(line)).isPresent();
        return line;
    }

    private void write(String host, String... lines) throws IOException {
        Files.write(logs.resolve(host + ".log"), List.of(lines));
    }
}
