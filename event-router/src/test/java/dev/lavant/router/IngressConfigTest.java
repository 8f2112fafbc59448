package dev.lavant.router;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lavant.router.IngressConfig.Access;
import dev.lavant.router.IngressConfig.Address;
import dev.lavant.router.IngressConfig.Limits;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class IngressConfigTest {

    @ParameterizedTest(name = "on {0}: {1}")
    @CsvSource({
        "localhost, ANYBODY",
        "127.0.0.1, ANYBODY",
        "127.8.0.1, ANYBODY",
        "::1, ANYBODY",
        "0.0.0.0, KEYS",
        "192.168.0.7, KEYS",
        "shop.example, KEYS",
        "127.0.0.1.example, KEYS"
    })
    void where_other_machines_may_come_keys_are_asked_for(String host, Access access) {
        assertThat(Address.of(host, 8080).access()).isEqualTo(access);
    }

    @Test
    void without_keys_it_cannot_be_opened_to_other_machines() {
        assertThatThrownBy(() -> new Address("0.0.0.0", 8080, Access.ANYBODY))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("on 0.0.0.0 other machines may reach the ingress, so it must ask for API keys");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, -1})
    void a_limit_of_nothing_is_refused(int limit) {
        assertThatThrownBy(() -> new Limits(limit, 10, 1)).hasMessage("eventBytes must be at least 1, was " + limit);
        assertThatThrownBy(() -> new Limits(1, 10, limit)).hasMessage("calls must be at least 1, was " + limit);
        assertThatThrownBy(() -> new Limits(10, 9, 1)).hasMessage("inHandBytes must be at least eventBytes, 10, was 9");
    }
}
