package dev.lavant.dev;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lavant.billing.Billing;
import dev.lavant.manifest.SettingRules;
import dev.lavant.manifest.Settings;
import dev.lavant.schemas.topics.Topics;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Hosts of a function that joined a group of the platform would get its partitions, and neither would work.
class GroupNamesTest {

    @ParameterizedTest
    @ValueSource(strings = {Topics.ROUTER_GROUP, Billing.GROUP})
    void no_function_can_have_the_group_of_a_part_of_the_platform(String group) {
        String name = group.substring(Topics.group("").length());

        assertThat(Topics.group(name)).isEqualTo(group);
        assertThat(SettingRules.faults(name, Settings.none()))
                .contains("function name '" + name + "' is taken by a part of the platform, whose Kafka group '" + group
                        + "' the function's hosts would join: write for example name = \"" + name + "-events\"");
    }
}
