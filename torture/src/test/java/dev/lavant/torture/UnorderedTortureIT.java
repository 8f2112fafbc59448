package dev.lavant.torture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The same for a function whose hosts read through a share group.
class UnorderedTortureIT {
    @TempDir
    Path folder;

    @Test
    void an_event_without_an_order_is_never_lost_and_billed_once_by_its_usage_id() throws Exception {
        var out = new StringWriter();
        var err = new StringWriter();
        int exit = TortureIT.torture(folder, out, err, "--seed", "2", "--kills", "4", "--ordering", "NONE");

        String said = out + "\n" + err + "\n" + Files.readString(folder.resolve(".lavant/torture/seed-2/torture.log"));
        assertThat(exit).as(said).isZero();
        assertThat(out.toString())
                .containsPattern("lost +0\n")
                .containsPattern("unbilled +0\n")
                .containsPattern("double-billed +0\n")
                .doesNotContain("reordered");
    }
}
