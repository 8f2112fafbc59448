package dev.lavant.autoscaler.act;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;

/// How memory is bounded in each version of control groups.
enum MemoryVersion {
    /// A hierarchy of groups for memory alone.
    V1("memory.limit_in_bytes", "memory.oom_control"),

    /// One hierarchy for everything.
    V2("memory.max", "memory.events");

    private static final String CONTROLLERS = "cgroup.subtree_control";

    private final String bound;
    private final String kills;

    /// @param bound file with the bytes that a group may use
    /// @param kills file with a line `oom_kill COUNT`
    MemoryVersion(String bound, String kills) {
        this.bound = bound;
        this.kills = kills;
    }

    /// What is bounded besides, on machines that know of it: no swap beyond the memory, and nothing of a host goes on
    /// without the rest.
    private Map<String, String> more(long bytes) {
        return switch (this) {
            case V1 -> Map.of("memory.memsw.limit_in_bytes", Long.toString(bytes));
            case V2 -> Map.of("memory.swap.max", "0", "memory.oom.group", "1");
        };
    }

    /// Lets groups in this one have a bound for memory. In version 1 they always can.
    void allowBounds(Path group) throws IOException {
        Path controllers = group.resolve(CONTROLLERS);
        if (this == V2
                && !List.of(Files.readString(controllers).strip().split(" ")).contains("memory")) {
            write(controllers, "+memory");
        }
    }

    /// Makes a group.
    Path make(Path group, long bytes) throws IOException {
        Files.createDirectory(group);
        write(group.resolve(bound), Long.toString(bytes));
        for (Map.Entry<String, String> other : more(bytes).entrySet()) {
            if (Files.exists(group.resolve(other.getKey()))) {
                write(group.resolve(other.getKey()), other.getValue());
            }
        }
        return group;
    }

    /// How many of a group's processes the kernel has killed because they used more than they may.
    long killed(Path group) throws IOException {
        return Files.readAllLines(group.resolve(kills)).stream()
                .map(line -> line.split(" ", 2))
                .filter(words -> words[0].equals("oom_kill"))
                .mapToLong(words -> Long.parseLong(words[1].strip()))
                .sum();
    }

    /// Such files are there and take no other way of writing.
    static void write(Path file, String value) throws IOException {
        Files.writeString(file, value, StandardOpenOption.WRITE);
    }
}
