package dev.lavant.autoscaler.act;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The kernel's control groups in which child processes have a bounded memory, one for each, where this process may
/// make any. Used by one thread.
///
/// They lie in a group of this process, `lavant-PID`: in version 1 inside the one that it is in, whose bound then
/// counts
/// for all of them together; in version 2 beside it, since a group that has processes can have no bounded groups there.
/// Source: the kernel's `admin-guide/cgroup-v1/memory.rst` and `admin-guide/cgroup-v2.rst`.
final class MemoryGroups implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(MemoryGroups.class);
    private static final String OURS = "lavant-";

    private final Path folder;
    private final MemoryVersion version;

    private MemoryGroups(Path folder, MemoryVersion version) {
        this.folder = folder;
        this.version = version;
    }

    /// Those of this process; empty where it may make none, as is usual for a user who is not root and for a container.
    static Optional<MemoryGroups> here() {
        try {
            return in(new ProcessGroups(
                    Files.readAllLines(Path.of("/proc/self/mountinfo")),
                    Files.readAllLines(Path.of("/proc/self/cgroup")),
                    ProcessHandle.current().pid()));
        } catch (IOException noLinux) {
            return none(noLinux);
        }
    }

    /// The same for what Linux tells of a process.
    static Optional<MemoryGroups> in(ProcessGroups process) {
        try {
            Optional<ProcessGroups.Place> place = process.memory();
            if (place.isPresent()) {
                Path parent = place.get().parent();
                removeLeft(parent);
                Path folder = Files.createDirectories(parent.resolve(OURS + process.pid()));
                place.get().version().allowBounds(parent);
                place.get().version().allowBounds(folder);
                return Optional.of(new MemoryGroups(folder, place.get().version()));
            }
            return Optional.empty();
        } catch (IOException notAllowed) {
            return none(notAllowed);
        }
    }

    private static Optional<MemoryGroups> none(IOException why) {
        LOG.atDebug()
                .setCause(why)
                .log("the memory of hosts has no bound beside that of their heaps: no control group can be made");
        return Optional.empty();
    }

    /// Makes one.
    ///
    /// @param bytes that its processes may use together
    /// @throws IOException when it cannot be made
    MemoryGroup make(String name, long bytes) throws IOException {
        return new MemoryGroup(version.make(folder.resolve(name), bytes), version, bytes);
    }

    /// Removes those of processes that are gone; the kernel keeps what is still in use.
    private static void removeLeft(Path parent) throws IOException {
        for (Path left : folders(parent, OURS + "*")) {
            if (ofNobody(String.valueOf(left.getFileName()).substring(OURS.length()))) {
                remove(left);
            }
        }
    }

    private static boolean ofNobody(String pid) {
        return pid.matches("\\d{1,18}")
                && ProcessHandle.of(Long.parseLong(pid))
                        .filter(ProcessHandle::isAlive)
                        .isEmpty();
    }

    private static void remove(Path group) {
        try {
            for (Path inner : folders(group, "*")) {
                Files.delete(inner);
            }
            Files.delete(group);
        } catch (IOException inUse) {
            LOG.atDebug().setCause(inUse).log("control group stays");
        }
    }

    private static List<Path> folders(Path parent, String pattern) throws IOException {
        var folders = new ArrayList<Path>();
        try (DirectoryStream<Path> found = Files.newDirectoryStream(parent, pattern)) {
            found.forEach(folders::add);
        }
        folders.removeIf(file -> !Files.isDirectory(file));
        return folders;
    }

    /// Names of those that are there.
    List<String> made() throws IOException {
        return folders(folder, "*").stream()
                .map(group -> String.valueOf(group.getFileName()))
                .toList();
    }

    /// Removes what holds them, once none is left: another driver of this process may have some.
    @Override
    public void close() {
        try {
            Files.deleteIfExists(folder);
        } catch (IOException inUse) {
            LOG.atDebug().setCause(inUse).log("control group stays");
        }
    }
}
