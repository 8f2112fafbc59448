package dev.lavant.autoscaler.act;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/// In which control groups a process is, as Linux tells it.
///
/// @param mounts lines of `/proc/PID/mountinfo`
/// @param groups lines of `/proc/PID/cgroup`
/// @param pid of the process
record ProcessGroups(List<String> mounts, List<String> groups, long pid) {
    private static final String MEMORY = "memory";

    /// Where groups with a bound for memory can be made.
    record Place(Path parent, MemoryVersion version) {}

    /// A mounted hierarchy.
    ///
    /// @param root which group of it is seen at `at`
    private record Mount(String root, Path at, String kind, List<String> options) {

        /// Fields as in `proc_pid_mountinfo(5)`: the fourth is the root, the fifth where it is seen; after a dash come
        /// the
        /// kind of file system, its source and its options.
        static Mount of(String line) {
            String[] sides = line.split(" - ", 2);
            String[] left = sides[0].split(" ", 6);
            String[] right = sides[1].split(" ", 3);
            return new Mount(left[3], Path.of(left[4]), right[0], List.of(right[2].split(",")));
        }

        /// Where a group is seen; empty when it lies outside.
        Optional<Path> place(String group) {
            var inside = Path.of(root);
            return Optional.of(Path.of(group))
                    .filter(path -> path.startsWith(inside))
                    .map(path -> at.resolve(inside.relativize(path)).normalize());
        }
    }

    /// The group in which others can be made; version 1 comes first where both are mounted and it has the memory.
    Optional<Place> memory() {
        return one().or(this::two);
    }

    private Optional<Place> one() {
        return place(
                        mount ->
                                mount.kind().equals("cgroup") && mount.options().contains(MEMORY),
                        controllers -> List.of(controllers.split(",")).contains(MEMORY))
                .map(own -> new Place(own, MemoryVersion.V1));
    }

    private Optional<Place> two() {
        return place(mount -> mount.kind().equals("cgroup2"), String::isEmpty)
                .map(own -> new Place(Optional.ofNullable(own.getParent()).orElse(own), MemoryVersion.V2));
    }

    private Optional<Path> place(Predicate<Mount> mounted, Predicate<String> controllers) {
        Optional<String> group = groups.stream()
                .map(line -> line.split(":", 3))
                .filter(fields -> controllers.test(fields[1]))
                .map(fields -> fields[2])
                .findFirst();
        return mounted()
                .filter(mounted)
                .flatMap(mount -> group.flatMap(mount::place).stream())
                .findFirst();
    }

    private Stream<Mount> mounted() {
        return mounts.stream().filter(line -> line.contains(" - cgroup")).map(Mount::of);
    }
}
