package dev.lavant.autoscaler.act;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The layouts of both versions, as folders: which machine has which cannot be chosen. [ProcessDriverIT] has the
/// kernel's
/// own where there are any.
class MemoryGroupsTest {
    private static final long PID = ProcessHandle.current().pid();
    private static final long NO_PID = 999_999_999;
    private static final int BOUND = 100;

    @TempDir
    Path mount;

    private Path service;

    @BeforeEach
    void groups() throws IOException {
        service = Files.createDirectories(mount.resolve("system.slice/lavant.service"));
        Files.createDirectories(service.resolve("main"));
        Files.writeString(service.resolve("cgroup.subtree_control"), "cpu pids\n");
    }

    @Test
    void in_version_1_they_lie_inside_the_group_of_the_process() {
        ProcessGroups process = process(
                List.of("31 25 0:27 / " + mount + " rw,relatime shared:9 - cgroup cgroup rw,memory"),
                "8:cpu,cpuacct:/",
                "4:memory:/system.slice/lavant.service",
                "0::/system.slice/lavant.service/main");

        assertThat(process.memory()).contains(new ProcessGroups.Place(service, MemoryVersion.V1));
    }

    @Test
    void in_version_2_they_lie_beside_it() {
        assertThat(versionTwo("/", "/system.slice/lavant.service/main").memory())
                .contains(new ProcessGroups.Place(service, MemoryVersion.V2));
    }

    @Test
    void a_mount_that_shows_a_part_of_the_tree_is_read_from_there() {
        assertThat(versionTwo("/machine", "/machine/system.slice/lavant.service/main")
                        .memory())
                .contains(new ProcessGroups.Place(service, MemoryVersion.V2));
        assertThat(versionTwo("/machine", "/elsewhere/main").memory()).isEmpty();
    }

    @Test
    void without_control_groups_there_is_no_bound() {
        assertThat(MemoryGroups.in(process(List.of("1 0 8:1 / / rw - ext4 /dev/sda rw"))))
                .isEmpty();
    }

    @Test
    void where_none_may_be_made_there_is_no_bound() throws IOException {
        Files.delete(service.resolve("cgroup.subtree_control"));

        assertThat(MemoryGroups.in(versionTwo("/", "/system.slice/lavant.service/main")))
                .isEmpty();
    }

    @Test
    void groups_of_a_process_that_is_gone_are_removed_and_those_of_others_stay() throws IOException {
        Path gone = Files.createDirectories(service.resolve("lavant-" + NO_PID + "/greet-0"));
        Path other = Files.createDirectories(service.resolve("lavant-else"));
        Path living = Files.createDirectories(service.resolve("lavant-1/greet-0"));
        allowed();

        MemoryGroups groups = versionTwoGroups().orElseThrow();

        assertThat(gone.getParent()).doesNotExist();
        assertThat(living).exists();
        assertThat(other).exists();
        assertThat(groups.made()).isEmpty();
    }

    @Test
    void a_group_tells_a_kill_for_memory_from_any_other_end() throws IOException {
        Path folder = Files.createDirectory(mount.resolve("group"));
        var group = new MemoryGroup(folder, MemoryVersion.V2, BOUND);
        assertThat(group.outOfMemory()).isFalse();

        Files.writeString(folder.resolve("memory.events"), "low 0\nmax 7\noom 1\noom_kill 0\n");
        assertThat(group.outOfMemory()).isFalse();
        Files.writeString(folder.resolve("memory.events"), "low 0\nmax 7\noom 1\noom_kill 1\n");
        assertThat(group.outOfMemory()).isTrue();
    }

    private Optional<MemoryGroups> versionTwoGroups() {
        return MemoryGroups.in(versionTwo("/", "/system.slice/lavant.service/main"));
    }

    /// What the kernel itself puts into each folder.
    private void allowed() throws IOException {
        Path own = Files.createDirectories(service.resolve("lavant-" + PID));
        Files.writeString(own.resolve("cgroup.subtree_control"), "");
    }

    private ProcessGroups versionTwo(String root, String group) {
        return process(
                List.of("30 25 0:26 " + root + " " + mount + " rw,nosuid - cgroup2 cgroup2 rw,nsdelegate"),
                "0::" + group);
    }

    private static ProcessGroups process(List<String> mounts, String... groups) {
        return new ProcessGroups(mounts, List.of(groups), PID);
    }
}
