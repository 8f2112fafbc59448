package dev.lavant.registry.store;

import dev.lavant.registry.store.Change.LevelReset;
import dev.lavant.registry.store.Change.LevelSet;
import dev.lavant.registry.store.Change.Registered;
import dev.lavant.registry.store.Change.SubjectDeleted;
import dev.lavant.registry.store.Change.VersionDeleted;
import dev.lavant.registry.store.Change.VersionErased;
import dev.lavant.registry.store.Refused.Code;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.avro.Schema;

/// All that is registered, in memory. Only [#apply] changes it, with what the journal holds, so that memory and
/// journal cannot differ; [#plan] says what a registration would change.
///
/// Not thread-safe: its owner holds a lock.
public final class Subjects {
    private static final NavigableMap<Integer, Registered> NONE = Collections.emptyNavigableMap();

    private final NavigableMap<String, NavigableMap<Integer, Registered>> bySubject = new TreeMap<>();
    private final Map<String, Integer> lastVersion = new HashMap<>(); // of a subject, deleted ones too
    private final NavigableMap<Integer, String> byId = new TreeMap<>();
    private final Map<String, Integer> ids = new HashMap<>();
    private final Levels levels = new Levels();

    /// The state that changes make, oldest first.
    public static Subjects of(List<Change> changes) {
        var subjects = new Subjects();
        changes.forEach(subjects::apply);
        return subjects;
    }

    /// What registering a schema comes to. The same schema again is the version that it has.
    ///
    /// @throws Refused when it is not an Avro schema or not compatible with the subject's versions
    public Plan plan(String subject, String schema) {
        Schema wanted = AvroText.parse(schema);
        Optional<Registered> there = find(subject, wanted);
        if (there.isPresent()) {
            return new Plan.There(there.get());
        }
        List<String> faults = faults(subject, wanted, versions(subject).values());
        if (!faults.isEmpty()) {
            throw new Refused(
                    Code.INCOMPATIBLE,
                    "Schema being registered is incompatible with an earlier schema for subject \"" + subject + "\" ("
                            + levels.of(subject) + "), details: " + String.join("; ", faults));
        }
        int version = 1 + lastVersion.getOrDefault(subject, 0);
        int id = ids.getOrDefault(wanted.toString(), 1 + (byId.isEmpty() ? 0 : byId.lastKey()));
        return new Plan.New(new Registered(subject, version, id, wanted.toString()));
    }

    /// Takes a change that is kept.
    public void apply(Change change) {
        switch (change) {
            case Registered registered -> add(registered);
            case VersionDeleted(Registered was) -> {
                add(was);
                remove(was.subject(), was.version(), was.version());
            }
            case VersionErased(String subject, int version) -> remove(subject, version, version);
            case SubjectDeleted(String subject, int upToVersion) -> remove(subject, 1, upToVersion);
            case LevelSet set -> levels.set(set.subject(), set.level());
            case LevelReset reset -> levels.reset(reset.subject());
        }
    }

    /// Why a schema may not follow a subject's versions, by the level that holds; empty when it may.
    public List<String> faults(String subject, String schema) {
        return faults(subject, AvroText.parse(schema), versions(subject).values());
    }

    /// Why a schema may not follow one version of a subject, by the level that holds; empty when it may. Anything may
    /// be the first.
    ///
    /// @param version a number, or `latest`
    public List<String> faults(String subject, String schema, String version) {
        Schema wanted = AvroText.parse(schema);
        if (VersionName.latest(version) && versions(subject).isEmpty()) {
            return List.of();
        }
        return faults(subject, wanted, List.of(version(subject, version)));
    }

    /// The version that holds a schema.
    public Registered lookUp(String subject, String schema) {
        subject(subject);
        return find(subject, AvroText.parse(schema))
                .orElseThrow(() -> new Refused(Code.SCHEMA_NOT_FOUND, "Schema not found under subject " + subject));
    }

    /// One version of a subject.
    ///
    /// @param version a number, or `latest`
    public Registered version(String subject, String version) {
        NavigableMap<Integer, Registered> versions = subject(subject);
        if (VersionName.latest(version)) {
            return versions.lastEntry().getValue();
        }
        return Optional.ofNullable(versions.get(VersionName.number(version)))
                .orElseThrow(() -> new Refused(Code.VERSION_NOT_FOUND, "Version " + version + " not found."));
    }

    /// Versions of a subject, oldest first.
    public List<Registered> versionsOf(String subject) {
        return List.copyOf(subject(subject).values());
    }

    /// The schema with an id.
    public String byId(int id) {
        return Optional.ofNullable(byId.get(id))
                .orElseThrow(() -> new Refused(Code.SCHEMA_NOT_FOUND, "Schema " + id + " not found"));
    }

    /// Where a schema is registered.
    public List<Registered> usesOf(int id) {
        byId(id);
        return bySubject.values().stream()
                .flatMap(versions -> versions.values().stream())
                .filter(registered -> registered.id() == id)
                .toList();
    }

    /// Names of all subjects, in order.
    public List<String> names() {
        return List.copyOf(bySubject.keySet());
    }

    /// The compatibility levels.
    public Levels levels() {
        return levels;
    }

    private void add(Registered registered) {
        bySubject.computeIfAbsent(registered.subject(), _ -> new TreeMap<>()).put(registered.version(), registered);
        lastVersion.merge(registered.subject(), registered.version(), Math::max);
        byId.put(registered.id(), registered.schema());
        ids.putIfAbsent(registered.schema(), registered.id());
    }

    private void remove(String subject, int from, int to) {
        Optional.ofNullable(bySubject.get(subject))
                .ifPresent(versions -> versions.subMap(from, true, to, true).clear());
        bySubject.values().removeIf(Map::isEmpty);
    }

    private List<String> faults(String subject, Schema wanted, Collection<Registered> versions) {
        List<Schema> kept = versions.stream()
                .map(version -> AvroText.parseKept(version.schema()))
                .toList();
        return levels.of(subject).faults(wanted, kept);
    }

    private Optional<Registered> find(String subject, Schema schema) {
        String text = schema.toString();
        return versions(subject).values().stream()
                .filter(version -> version.schema().equals(text))
                .findFirst();
    }

    private NavigableMap<Integer, Registered> subject(String subject) {
        return Optional.ofNullable(bySubject.get(subject))
                .orElseThrow(() -> new Refused(Code.SUBJECT_NOT_FOUND, "Subject '" + subject + "' not found."));
    }

    private NavigableMap<Integer, Registered> versions(String subject) {
        return bySubject.getOrDefault(subject, NONE);
    }
}
