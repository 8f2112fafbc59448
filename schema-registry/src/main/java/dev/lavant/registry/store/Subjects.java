package dev.lavant.registry.store;

import dev.lavant.registry.store.Refused.Code;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.avro.Schema;
import org.apache.avro.SchemaParseException;

/// All that is registered, in memory. What changes it comes from the log, so that memory and log cannot differ:
/// [#plan] says what a registration would be, the log keeps it, [#apply] makes it so.
///
/// Not thread-safe: its owner holds a lock over plan, log and apply.
public final class Subjects {
    private final TreeMap<String, List<Registered>> bySubject = new TreeMap<>();
    private final Map<Integer, String> byId = new HashMap<>();
    private final Map<Schema, Integer> ids = new HashMap<>();
    private final Map<String, Compatibility> levels = new HashMap<>();
    private Compatibility level = Compatibility.BACKWARD;

    /// What registering a schema means. The same schema again is the version that it has.
    ///
    /// @throws Refused when it is not an Avro schema or not compatible with the subject's versions
    public Plan plan(String subject, String schema) {
        Schema parsed = parse(schema);
        Optional<Registered> there = find(subject, parsed);
        if (there.isPresent()) {
            return new Plan(there.get(), Plan.Kind.THERE);
        }
        List<String> faults = faults(subject, parsed);
        if (!faults.isEmpty()) {
            throw new Refused(
                    Code.INCOMPATIBLE,
                    "the schema is not compatible with an earlier one of subject '" + subject + "' (" + level(subject)
                            + "): " + String.join("; ", faults));
        }
        int version = 1
                + versions(subject).stream().mapToInt(Registered::version).max().orElse(0);
        int id = ids.getOrDefault(
                parsed,
                1 + byId.keySet().stream().mapToInt(Integer::intValue).max().orElse(0));
        return new Plan(new Registered(subject, version, id, parsed.toString()), Plan.Kind.NEW);
    }

    /// What a registration is, and whether it was there before.
    public record Plan(Registered registered, Kind kind) {
        /// Whether the log needs to be told.
        public enum Kind {
            THERE,
            NEW
        }
    }

    /// Takes a schema from the log.
    public void apply(Registered registered) {
        List<Registered> versions = bySubject.computeIfAbsent(registered.subject(), _ -> new ArrayList<>());
        versions.removeIf(other -> other.version() == registered.version());
        versions.add(registered);
        byId.put(registered.id(), registered.schema());
        ids.putIfAbsent(parse(registered.schema()), registered.id());
    }

    /// Takes a compatibility level from the log.
    ///
    /// @param subject empty for the level of all subjects without one of their own
    public void apply(Optional<String> subject, Compatibility wanted) {
        subject.ifPresentOrElse(name -> levels.put(name, wanted), () -> level = wanted);
    }

    /// Why a schema may not follow the versions of a subject; empty when it may.
    public List<String> faults(String subject, String schema) {
        return faults(subject, parse(schema));
    }

    private List<String> faults(String subject, Schema schema) {
        List<Schema> versions = versions(subject).stream()
                .map(version -> parse(version.schema()))
                .toList();
        return level(subject).faults(schema, versions);
    }

    /// The version that holds a schema.
    public Registered lookUp(String subject, String schema) {
        requireSubject(subject);
        return find(subject, parse(schema))
                .orElseThrow(() -> new Refused(Code.SCHEMA_NOT_FOUND, "Schema not found under subject " + subject));
    }

    /// One version of a subject.
    ///
    /// @param version a number, or `latest`
    public Registered version(String subject, String version) {
        List<Registered> versions = requireSubject(subject);
        if (version.equals("latest") || version.equals("-1")) {
            return versions.getLast();
        }
        int number = number(version);
        return versions.stream()
                .filter(candidate -> candidate.version() == number)
                .findFirst()
                .orElseThrow(() -> new Refused(Code.VERSION_NOT_FOUND, "Version " + version + " not found."));
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
                .flatMap(List::stream)
                .filter(registered -> registered.id() == id)
                .toList();
    }

    /// Names of all subjects, in order.
    public List<String> names() {
        return List.copyOf(bySubject.keySet());
    }

    /// Versions of a subject, oldest first.
    public List<Registered> requireSubject(String subject) {
        List<Registered> versions = versions(subject);
        if (versions.isEmpty()) {
            throw new Refused(Code.SUBJECT_NOT_FOUND, "Subject '" + subject + "' not found.");
        }
        return versions;
    }

    /// The level that holds for a subject.
    public Compatibility level(String subject) {
        return levels.getOrDefault(subject, level);
    }

    /// The level of subjects without one of their own.
    public Compatibility level() {
        return level;
    }

    private List<Registered> versions(String subject) {
        return bySubject.getOrDefault(subject, List.of());
    }

    private Optional<Registered> find(String subject, Schema schema) {
        return versions(subject).stream()
                .filter(version -> parse(version.schema()).equals(schema))
                .findFirst();
    }

    private static int number(String version) {
        try {
            return Integer.parseUnsignedInt(version);
        } catch (NumberFormatException notANumber) {
            throw new Refused(
                    Code.INVALID_VERSION,
                    "The specified version '" + version + "' is not a valid version id. Allowed values are a whole"
                            + " number from 1 and the string \"latest\"");
        }
    }

    private static Schema parse(String schema) {
        try {
            return new Schema.Parser().parse(schema);
        } catch (SchemaParseException | IllegalArgumentException notASchema) {
            throw new Refused(
                    Code.INVALID_SCHEMA, "Input schema is an invalid Avro schema: " + notASchema.getMessage());
        }
    }
}
