package dev.lavant.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.waitAtMost;

import dev.lavant.local.LocalPlatform;
import java.time.Duration;
import java.util.List;
import org.apache.kafka.common.errors.GroupIdNotFoundException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// A host that starts where its function has none: it is in the group before the function can be called.
class FirstHostIT {
    private static LocalPlatform platform;

    @BeforeAll
    static void start() {
        platform = LocalPlatform.start();
        RunningHost.preparePlatform(platform);
    }

    @AfterAll
    static void stop() {
        platform.close();
    }

    @Test
    void what_waits_is_read_from_where_the_function_begins_and_none_of_it_twice() {
        try (var host = RunningHost.ofScript(platform, 3, function -> {})) {
            List<String> texts =
                    List.of("fine 1", "fine 2", "fine 3", "fine 4", "fine 5", "fine 6", "fine 7", "fine 8", "fine 9");
            texts.forEach(text -> host.send(text, text));

            host.start(0);
            assertThat(host.usage(texts.size())).hasSize(texts.size());
            host.stop(0);
            host.send("later", "fine 10");
            host.start(0);

            assertThat(host.usage(texts.size() + 1)).hasSize(texts.size() + 1);
            assertThat(host.allOutputTexts()).hasSize(texts.size() + 1).doesNotHaveDuplicates();
        }
    }

    /// Others would be without its partitions until the group misses it.
    @Test
    void a_function_that_cannot_be_loaded_leaves_its_group_at_once() {
        try (var host = RunningHost.ofScript(platform, 2, function -> function.setHandlerMethod("missing"))) {
            host.send("k", "fine 1");

            assertThatThrownBy(() -> host.start(0)).isInstanceOf(IllegalArgumentException.class);

            var group = GroupInKafka.of(platform, host.function());
            waitAtMost(Duration.ofSeconds(3)).until(() -> empty(group)); // sooner than the group would miss it
        }
    }

    private static boolean empty(GroupInKafka group) {
        try {
            return group.members().isEmpty();
        } catch (IllegalStateException unknown) {
            return unknown.getCause() instanceof GroupIdNotFoundException;
        }
    }
}
