package dev.lavant.filter.cesql;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lavant.filter.KnownEvent;
import io.cloudevents.CloudEvent;
import io.cloudevents.core.builder.CloudEventBuilder;
import io.cloudevents.sql.Parser;
import io.cloudevents.sql.Result;
import java.net.URI;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// CESQL as CloudEvents' own library for Java, `cloudevents-sql` 4.0.1, has it: the same for whatever it can
/// read and brackets leave no doubt about, and the departures from the specification for which it is not used.
/// A departure that is gone turns this red, and is a reason to look at the library again.
class OtherImplementationTest {
    private static final CloudEvent THEIRS = CloudEventBuilder.v1()
            .withId("e-1")
            .withSource(URI.create("/shop"))
            .withType("shop.sold")
            .withExtension("region", "eu-west")
            .withExtension("items", "3")
            .build();
    private static final KnownEvent OURS = KnownEvent.sale()
            .without("subject")
            .without("time")
            .without("number")
            .without("truth");

    @ParameterizedTest(name = "{0}: {1} by the specification, {2} by the library")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            FALSE AND TRUE OR TRUE             | true                       | false
            region = 'us' AND items > 1 OR type = 'shop.sold' | true        | false
            TRUE OR TRUE AND FALSE             | false                      | true
            missing OR TRUE                    | false MISSING_ATTRIBUTE    | true
            items+1 = 4                        | true                       | throws ParseException
            type = = 'x'                       | throws NotCesql            | throws NullPointerException
            type = 'shop.sold' @               | throws NotCesql            | true
            Type = 'shop.sold'                 | throws NotCesql            | false MISSING_ATTRIBUTE
            'a''b'                             | throws NotCesql            | 'a''b'
            LENGTH('😀')                       | 1                          | 2
            LENGTH(missing)                    | 0 MISSING_ATTRIBUTE        | 5 MISSING_ATTRIBUTE
            missing NOT LIKE 'x'               | false MISSING_ATTRIBUTE    | true MISSING_ATTRIBUTE
            NOT 'x'                            | false CAST                 | true CAST
            'x' + 1                            | 0 CAST                     | 1 CAST
            TRUE AND (1 != 1 / 0)              | false MATH                 | true MATH
            SUBSTRING('ab', 2, 2147483647)     | 'b'                        | '' FUNCTION_EVALUATION
            """)
    void the_library_departs_from_the_specification(String expression, String ours, String theirs) {
        assertThat(ours(expression)).isEqualTo(ours);
        assertThat(theirs(expression)).isEqualTo(theirs);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 7, 42})
    void both_agree_on_expressions_in_brackets_over_attributes_that_are_there(long seed) {
        var random = new Random(seed);
        for (int n = 0; n < 3_000; n++) {
            String expression = truth(random, 3);
            assertThat(ours(expression)).as(expression).isEqualTo(theirs(expression));
        }
    }

    private static String truth(Random random, int depth) {
        return switch (random.nextInt(depth == 0 ? 6 : 9)) {
            case 0 -> text(random, depth) + (random.nextBoolean() ? " = " : " <> ") + text(random, depth);
            case 1 ->
                "(" + number(random, depth) + (random.nextBoolean() ? " < " : " >= ") + number(random, depth) + ")";
            case 2 -> text(random, 0) + " LIKE '%" + "aeo._".charAt(random.nextInt(5)) + "%'";
            case 3 -> text(random, 0) + " IN (" + text(random, 0) + ", " + text(random, 0) + ")";
            case 4 -> random.nextBoolean() ? "TRUE" : "FALSE";
            case 5 -> "EXISTS " + (random.nextBoolean() ? "region" : "missing");
            case 6 -> "(NOT (" + truth(random, depth - 1) + "))";
            default ->
                "((" + truth(random, depth - 1) + ") " + new String[] {"AND", "OR", "XOR"}[random.nextInt(3)] + " ("
                        + truth(random, depth - 1) + "))";
        };
    }

    private static String number(Random random, int depth) {
        return switch (random.nextInt(depth == 0 ? 3 : 5)) {
            case 0 -> "" + random.nextInt(5);
            case 1 -> "items";
            case 2 -> "LENGTH(" + text(random, 0) + ")";
            default ->
                "(" + number(random, depth - 1) + " " + "+-*".charAt(random.nextInt(3)) + " "
                        + number(random, depth - 1) + ")";
        };
    }

    private static String text(Random random, int depth) {
        return switch (random.nextInt(depth == 0 ? 4 : 6)) {
            case 0 -> "region";
            case 1 -> "type";
            case 2 -> "'eu-west'";
            case 3 -> "'3'";
            case 4 -> "CONCAT(" + text(random, 0) + ", " + text(random, 0) + ")";
            default -> "LEFT(" + text(random, 0) + ", " + random.nextInt(9) + ")";
        };
    }

    private static String ours(String expression) {
        try {
            return Shown.of(expression, OURS);
        } catch (NotCesql notOne) {
            return "throws NotCesql";
        }
    }

    private static String theirs(String expression) {
        try {
            Result result = Parser.parseDefault(expression).evaluate(THEIRS);
            String value = result.value() instanceof String text
                    ? "'" + text + "'"
                    : result.value().toString();
            return result.causes().stream()
                    .findFirst()
                    .map(cause -> value + " " + cause.getKind())
                    .orElse(value);
        } catch (RuntimeException failed) {
            return "throws " + failed.getClass().getSimpleName();
        }
    }
}
