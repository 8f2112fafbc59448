package dev.lavant.registry.store;

import dev.lavant.registry.store.Change.LevelReset;
import dev.lavant.registry.store.Change.LevelSet;
import dev.lavant.registry.store.Change.ModeReset;
import dev.lavant.registry.store.Change.ModeSet;
import dev.lavant.registry.store.Change.Registered;
import dev.lavant.registry.store.Change.SubjectDeleted;
import dev.lavant.registry.store.Change.VersionDeleted;
import dev.lavant.registry.store.Change.VersionErased;
import dev.lavant.registry.store.Refused.Code;
import java.util.ArrayList;
import java.util.Collection;
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
    private final NavigableMap<String, Shelf> bySubject = new TreeMap<>();
    private final Map<Integer, String> byId = new HashMap<>();
    private final Map<String, Integer> ids = new HashMap<>();
    private final Levels levels = new Levels();
    private final Modes modes = new Modes();
    private int lastId;

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
        Optional<Registered> there = find(subject, wanted, Reach.PRESENT);
        if (there.isPresent()) {
            return new Plan.There(there.get());
        }
        modes.requireOwnIds(subject);
        List<String> faults = faults(subject, wanted, versions(subject).values());
        if (!faults.isEmpty()) {
            throw new Refused(
                    Code.INCOMPATIBLE,
                    "Schema being registered is incompatible with an earlier schema for subject \"" + subject + "\" ("
                            + levels.of(subject) + "), details: " + String.join("; ", faults));
        }
        int id = ids.getOrDefault(wanted.toString(), 1 + lastId);
        return new Plan.New(new Registered(subject, nextVersion(subject), id, wanted.toString()));
    }

    /// What registering a schema comes to that has its id, and may have its version, from elsewhere.
    ///
    /// @throws Refused when the subject does not import, or the id or the version is another schema's
    public Plan plan(String subject, String schema, Given given) {
        Schema wanted = AvroText.parse(schema);
        Optional<Registered> there = find(subject, wanted, Reach.PRESENT).filter(version -> version.id() == given.id());
        if (there.isPresent()) {
            return new Plan.There(there.get());
        }
        modes.requireGivenIds(subject);
        int version = given.version().orElseGet(() -> nextVersion(subject));
        var imported = new Registered(subject, version, given.id(), wanted.toString());
        boolean otherId = !byId.getOrDefault(given.id(), imported.schema()).equals(imported.schema());
        if (otherId || versions(subject).containsKey(version)) {
            throw new Refused(
                    Code.NOT_PERMITTED,
                    "Overwrite new schema with " + (otherId ? "id " + given.id() : "version " + version)
                            + " is not permitted.");
        }
        return new Plan.New(imported);
    }

    /// What a schema has where it comes from.
    public record Given(int id, Optional<Integer> version) {}

    private int nextVersion(String subject) {
        return 1 + shelf(subject).last();
    }

    /// Takes a change that is kept.
    public void apply(Change change) {
        switch (change) {
            case Registered registered -> add(registered);
            case VersionDeleted(Registered was) -> {
                add(was);
                shelf(was.subject()).delete(was);
            }
            case VersionErased(String subject, int version) -> erase(subject, version);
            case SubjectDeleted(String subject, int upToVersion) ->
                shelf(subject).delete(upToVersion);
            case LevelSet set -> levels.set(set.subject(), set.level());
            case LevelReset reset -> levels.reset(reset.subject());
            case ModeSet set -> modes.set(set.subject(), set.mode());
            case ModeReset reset -> modes.reset(reset.subject());
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
    public Registered lookUp(String subject, String schema, Reach reach) {
        subject(subject, reach);
        return find(subject, AvroText.parse(schema), reach)
                .orElseThrow(() -> new Refused(Code.SCHEMA_NOT_FOUND, "Schema not found under subject " + subject));
    }

    /// One version of a subject that is there.
    ///
    /// @param version a number, or `latest`
    public Registered version(String subject, String version) {
        return version(subject, version, Reach.PRESENT);
    }

    /// One version of a subject.
    ///
    /// @param version a number, or `latest`
    public Registered version(String subject, String version, Reach reach) {
        NavigableMap<Integer, Registered> versions = subject(subject, reach);
        if (VersionName.latest(version)) {
            return versions.lastEntry().getValue();
        }
        return Optional.ofNullable(versions.get(VersionName.number(version))).orElseThrow(() -> noVersion(version));
    }

    private static Refused noVersion(String version) {
        return new Refused(Code.VERSION_NOT_FOUND, "Version " + version + " not found.");
    }

    /// Versions of a subject, oldest first.
    public List<Registered> versionsOf(String subject, Reach reach) {
        return List.copyOf(subject(subject, reach).values());
    }

    /// Versions of all subjects whose names begin so.
    public List<Registered> versionsOfAll(String prefix, Reach reach) {
        return names(prefix, reach).stream()
                .flatMap(name -> shelf(name).versions(reach).values().stream())
                .toList();
    }

    /// The schema with an id.
    public String byId(int id) {
        return Optional.ofNullable(byId.get(id))
                .orElseThrow(() -> new Refused(Code.SCHEMA_NOT_FOUND, "Schema " + id + " not found"));
    }

    /// Where a schema is registered.
    public List<Registered> usesOf(int id, Reach reach) {
        byId(id);
        return versionsOfAll("", reach).stream()
                .filter(registered -> registered.id() == id)
                .toList();
    }

    /// Names of all subjects that have versions and begin so, in order.
    public List<String> names(String prefix, Reach reach) {
        return bySubject.entrySet().stream()
                .filter(subject -> subject.getKey().startsWith(prefix)
                        && !subject.getValue().versions(reach).isEmpty())
                .map(Map.Entry::getKey)
                .toList();
    }

    /// What taking a version out of its subject comes to.
    ///
    /// @param version a number, or `latest`
    /// @throws Refused also when it was taken out before
    public Deletion delete(String subject, String version) {
        modes.requireWritable(subject);
        if (!VersionName.latest(version) && shelf(subject).deleted().containsKey(VersionName.number(version))) {
            throw new Refused(
                    Code.VERSION_DELETED,
                    "Subject '" + subject + "' Version " + version
                            + " was soft deleted. Set permanent=true to delete permanently");
        }
        Registered found = version(subject, version);
        return new Deletion(List.of(found.version()), List.of(new VersionDeleted(found)));
    }

    /// What erasing a version comes to that was taken out before.
    public Deletion erase(String subject, String version) {
        modes.requireWritable(subject);
        Registered found = version(subject, version, Reach.DELETED_TOO);
        if (versions(subject).containsKey(found.version())) {
            throw new Refused(
                    Code.VERSION_NOT_DELETED,
                    "Subject '" + subject + "' Version " + found.version()
                            + " was not deleted first before being permanently deleted");
        }
        return new Deletion(List.of(found.version()), List.of(new VersionErased(subject, found.version())));
    }

    /// What taking out all versions of a subject comes to, with its level and mode.
    ///
    /// @throws Refused also when that was done before
    public Deletion delete(String subject) {
        modes.requireWritable(subject);
        if (versions(subject).isEmpty() && !shelf(subject).empty()) {
            throw new Refused(
                    Code.SUBJECT_DELETED,
                    "Subject '" + subject + "' was soft deleted. Set permanent=true to delete permanently");
        }
        NavigableMap<Integer, Registered> gone = subject(subject, Reach.PRESENT);
        var changes = new ArrayList<Change>();
        changes.add(new SubjectDeleted(subject, gone.lastKey()));
        levels.found(subject).ifPresent(_ -> changes.add(new LevelReset(Optional.of(subject))));
        modes.found(subject).ifPresent(_ -> changes.add(new ModeReset(Optional.of(subject))));
        return new Deletion(List.copyOf(gone.keySet()), List.copyOf(changes));
    }

    /// What erasing a subject comes to whose versions were taken out before.
    public Deletion erase(String subject) {
        modes.requireWritable(subject);
        NavigableMap<Integer, Registered> gone = subject(subject, Reach.DELETED_TOO);
        if (!versions(subject).isEmpty()) {
            throw new Refused(
                    Code.SUBJECT_NOT_DELETED,
                    "Subject '" + subject + "' was not deleted first before being permanently deleted");
        }
        List<Integer> numbers = List.copyOf(gone.keySet());
        return new Deletion(
                numbers,
                numbers.stream()
                        .<Change>map(number -> new VersionErased(subject, number))
                        .toList());
    }

    /// The compatibility levels.
    public Levels levels() {
        return levels;
    }

    /// The modes.
    public Modes modes() {
        return modes;
    }

    private void add(Registered registered) {
        bySubject.computeIfAbsent(registered.subject(), _ -> new Shelf()).add(registered);
        byId.put(registered.id(), registered.schema());
        ids.putIfAbsent(registered.schema(), registered.id());
        lastId = Math.max(lastId, registered.id());
    }

    /// An id that is nowhere any more is unknown, and yet not given again.
    private void erase(String subject, int version) {
        Optional<Registered> was = shelf(subject).erase(version);
        bySubject.values().removeIf(Shelf::empty);
        was.filter(gone -> usesOf(gone.id(), Reach.DELETED_TOO).isEmpty()).ifPresent(gone -> {
            byId.remove(gone.id());
            ids.remove(gone.schema(), gone.id());
        });
    }

    private List<String> faults(String subject, Schema wanted, Collection<Registered> versions) {
        List<Schema> kept = versions.stream()
                .map(version -> AvroText.parseKept(version.schema()))
                .toList();
        return levels.of(subject).faults(wanted, kept);
    }

    private Optional<Registered> find(String subject, Schema schema, Reach reach) {
        String text = schema.toString();
        return shelf(subject).versions(reach).values().stream()
                .filter(version -> version.schema().equals(text))
                .findFirst();
    }

    private NavigableMap<Integer, Registered> subject(String subject, Reach reach) {
        NavigableMap<Integer, Registered> versions = shelf(subject).versions(reach);
        if (versions.isEmpty()) {
            throw new Refused(Code.SUBJECT_NOT_FOUND, "Subject '" + subject + "' not found.");
        }
        return versions;
    }

    private NavigableMap<Integer, Registered> versions(String subject) {
        return shelf(subject).versions(Reach.PRESENT);
    }

    private Shelf shelf(String subject) {
        return Optional.ofNullable(bySubject.get(subject)).orElseGet(Shelf::new);
    }
}
