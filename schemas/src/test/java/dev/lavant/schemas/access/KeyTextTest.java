package dev.lavant.schemas.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.security.SecureRandom;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class KeyTextTest {
    private final SecureRandom random = new SecureRandom();

    @Test
    void a_key_is_read_as_it_was_written_and_no_two_are_the_same() {
        KeyText key = KeyText.fresh(random);

        assertThat(key.text()).matches("lvt_[0-9a-f]{12}_[A-Za-z0-9_-]{43}");
        assertThat(KeyText.parse(key.text())).hasValue(key);
        assertThat(KeyText.fresh(random).secret()).isNotEqualTo(key.secret());
    }

    @Test
    void only_its_own_secret_matches_what_is_kept_of_it() {
        KeyText key = KeyText.fresh(random);

        assertThat(key.matches(key.hash())).isTrue();
        assertThat(new KeyText(key.id(), KeyText.fresh(random).secret()).matches(key.hash()))
                .isFalse();
        assertThat(Arrays.toString(key.hash().bytes())).doesNotContain(key.secret());
    }

    @Test
    void a_key_in_a_log_does_not_tell_its_secret() {
        KeyText key = KeyText.fresh(random);

        assertThat(key.toString()).contains(key.id()).doesNotContain(key.secret());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "lvt_",
                "lvt_5f0c9a71b2d4_short",
                "Bearer x",
                "lvt_5F0C9A71B2D4_0123456789012345678901234567890123456789012"
            })
    void what_is_no_key_is_none(String text) {
        assertThat(KeyText.parse(text)).isEmpty();
    }

    @ParameterizedTest(name = "{0} has {1} in it: {2}")
    @CsvSource({
        "orders, orders, true",
        "orders, orders-eu, false",
        "orders*, orders-eu, true",
        "shop.*, shop.sold, true",
        "shop.*, shop, false",
        "*, anything, true"
    })
    void a_scope_has_names_and_beginnings_of_names(String scope, String name, boolean included) {
        assertThat(new Scope(List.of("other", scope)).includes(name)).isEqualTo(included);
        assertThat(new Scope(List.of()).includes(name)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a b", "*a", "a*b", "a/b"})
    void a_scope_of_what_is_no_name_is_refused(String name) {
        assertThatThrownBy(() -> new Scope(List.of(name)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("'" + name + "' is neither a name of");
    }
}
