package dev.lavant.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lavant.kafka.FreePort;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LavantTest {
    @TempDir
    Path folder;

    @ParameterizedTest(name = "lavant {0}")
    @CsvSource(textBlock = """
            lx                            | Unmatched argument at index 0: 'lx'
            ls --frobnicate               | Unknown option: '--frobnicate'
            ls -o xml                     | Invalid value for option '--output'
            event                         | Missing required subcommand
            event send                    | Missing required parameter: 'TOPIC'
            event tail t --from-end --from-beginning | are mutually exclusive
            event tail t --max 0          | --max must be at least 1, was 0
            event send t --count 0        | --count must be at least 1, was 0
            explain                       | Missing required parameter: 'FUNCTION'
            explain event                 | Missing required parameter
            explain event t               | either PARTITION@OFFSET or --event FILE says which event
            explain event t 17            | '17' is not a place such as 0@17
            filter test TRUE              | Missing required option: '--event
            explain f --at noon           | 'noon' is not a time
            bill --month 2026-13          | '2026-13' is not a month
            bill export --month 11        | '11' is not a month
            bill export --seller=         | --seller must not be empty
            bill explain acme/cpu         | 'acme/cpu' is no line of a bill
            bill explain a/f/2026-11/gpu  | there is no line for 'gpu'
            bill explain a/f/2026-11/cpu --max 0 | --max must be at least 1, was 0
            prices set                    | Missing required parameter: 'FILE'
            budget set acme               | Missing required parameter: 'AMOUNT'
            budget set acme/X 1           | 'acme/X' is no tenant and no function of one
            budget set acme -5            | '-5' is not an amount of money
            budget set acme 1e-10         | '1e-10' is not an amount of money
            budget resume acme            | Missing required option: '--more=AMOUNT'
            budget resume acme --more x   | 'x' is not an amount of money
            cost                          | Missing required subcommand
            cost trace 12                 | '12' is not a trace id
            dlq show f --max -1           | --max must be at least 1, was -1
            ls --bootstrap-servers kafka  | 'kafka' is not an address of Kafka
            """, delimiter = '|')
    void a_wrong_command_line_exits_2_and_says_what_is_wrong(String typed, String said) {
        var answer = Terminal.in(folder).type(typed);

        assertThat(answer.exit()).isEqualTo(2);
        assertThat(answer.err()).startsWith("error: ").contains(said);
        assertThat(answer.out()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ls",
                "usage",
                "usage events",
                "bill",
                "bill explain a/f/2026-11/cpu",
                "bill verify",
                "bill export",
                "prices show",
                "budget set acme 1",
                "budget show",
                "budget resume acme --more 1",
                "budget rm acme",
                "cost event e",
                "audit",
                "acl",
                "explain f",
                "explain event t 0@1",
                "dlq ls",
                "dlq show f",
                "event send t",
                "event tail t"
            })
    void a_platform_that_is_not_there_exits_7_at_once_and_tells_what_to_type(String typed) throws IOException {
        int port = FreePort.pick();

        var answer = Terminal.in(folder).type(typed + " --bootstrap-servers localhost:" + port);

        assertThat(answer.exit()).isEqualTo(7);
        assertThat(answer.err()).isEqualToNormalizingNewlines("""
                error: Kafka at localhost:%d does not answer.
                       Nothing listens there.
                       Look whether it runs and the address is right.
                """.formatted(port));
    }

    @Test
    void the_address_that_lavant_dev_wrote_is_found_from_a_folder_below_and_named_when_it_is_silent()
            throws IOException {
        int port = FreePort.pick();
        Path file = Files.createDirectory(folder.resolve(".lavant")).resolve("dev.properties");
        Files.writeString(file, "bootstrap.servers=localhost:" + port + "\n");
        Path below = Files.createDirectories(folder.resolve("src/main"));

        var answer = Terminal.in(below).run("ls");

        assertThat(answer.exit()).isEqualTo(7);
        assertThat(answer.err()).contains("localhost:" + port, "The address is from " + file, "lavant dev");
    }

    @Test
    void client_settings_that_cannot_be_read_are_told() {
        var answer = Terminal.in(folder).type("ls --client-properties no.properties");

        assertThat(answer.exit()).isEqualTo(2);
        assertThat(answer.err())
                .contains(
                        "the file no.properties cannot be read", "--client-properties names a file that cannot be read")
                .contains("ls -l no.properties");
    }

    @Test
    void the_version_is_a_table_or_json() {
        assertThat(Terminal.in(folder).run("version").lines().getFirst()).isEqualTo("PART    VERSION");
        assertThat(Terminal.in(folder).run("version", "-o", "json").lines().getFirst())
                .matches("\\{\"part\":\"lavant\",\"version\":\"\\d+\\.\\d+\\.\\d+.*\"}");
    }

    @Test
    void a_common_option_may_stand_before_the_verb_too() {
        var before = Terminal.in(folder).run("-o", "json", "version");

        assertThat(before).isEqualTo(Terminal.in(folder).run("version", "-o", "json"));
    }

    @Test
    void help_names_every_verb_and_no_hidden_one() {
        var help = Terminal.in(folder).run("--help");

        assertThat(help.exit()).isZero();
        assertThat(help.out())
                .contains("  ls ", "  event ", "  usage ", "  dlq ", "  doctor ", "  version ")
                .doesNotContain("train");
    }
}
