package dev.lavant.console.watch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MaskTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            email       | {"email":"a@b","name":"Ada"}              | {"email":"•••","name":"Ada"}
            EMAIL       | {"Email":"a@b"}                           | {"Email":"•••"}
            card.number | {"card":{"number":"4111","kind":"visa"}}  | {"card":{"number":"•••","kind":"visa"}}
            card.number | {"number":"1"}                            | {"number":"1"}
            card        | {"cards":[{"card":{"number":"4111"}}]}    | {"cards":[{"card":"•••"}]}
            a,b         | [{"a":1},{"b":[1]},{"c":null}]            | [{"a":"•••"},{"b":"•••"},{"c":null}]
            email       | ""                                        | •••
            email       | me@example.com                            | •••
            """)
    void fields_are_hidden_wherever_they_stand_and_of_what_has_no_fields_nothing_is_shown(
            String fields, String content, String shown) {
        assertThat(Mask.of(fields).content(content)).isEqualTo(shown);
    }

    @Test
    void headers_the_key_and_the_message_have_names_too() {
        var mask = Mask.of("key, subject");

        assertThat(mask.named("key", "k-1")).isEqualTo(Mask.HIDDEN);
        assertThat(mask.named("ce_subject", "Ada")).isEqualTo(Mask.HIDDEN);
        assertThat(mask.named("message", "no price")).isEqualTo("no price");
        assertThat(mask.opaque("ff 01")).isEqualTo(Mask.HIDDEN);
    }

    @Test
    void without_a_setting_everything_is_shown() {
        assertThat(Mask.of(" ")).isSameAs(Mask.NONE);
        assertThat(Mask.NONE.content("me@example.com")).isEqualTo("me@example.com");
        assertThat(Mask.NONE.opaque("ff 01")).isEqualTo("ff 01");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a,", "card..number", "e mail"})
    void what_is_no_name_is_refused(String fields) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Mask.of(fields))
                .withMessageEndingWith("is not the name of a field such as card.number");
    }
}
