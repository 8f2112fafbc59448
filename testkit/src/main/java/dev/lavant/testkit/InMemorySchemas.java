package dev.lavant.testkit;

import dev.lavant.registry.store.Plan;
import dev.lavant.registry.store.Refused;
import dev.lavant.registry.store.Subjects;
import dev.lavant.schemas.wire.RegistryRefusal;
import dev.lavant.schemas.wire.Schemas;
import dev.lavant.schemas.wire.UnreadableRecord;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.avro.Schema;

/// The embedded registry's own rules without its server: a schema that is not compatible is refused here too.
final class InMemorySchemas implements Schemas {
    private static final int CONFLICT = 409;

    private final Subjects subjects = Subjects.of(List.of());
    private final Map<Integer, Schema> byId = new HashMap<>();

    @Override
    public synchronized int idOf(String subject, Schema schema) {
        try {
            return switch (subjects.plan(subject, schema.toString())) {
                case Plan.There there -> there.registered().id();
                case Plan.New fresh -> {
                    subjects.apply(fresh.registered());
                    byId.put(fresh.registered().id(), schema);
                    yield fresh.registered().id();
                }
            };
        } catch (Refused refused) {
            throw new RegistryRefusal(CONFLICT, String.valueOf(refused.getMessage()));
        }
    }

    @Override
    public synchronized Schema byId(int id) {
        Schema schema = byId.get(id);
        if (schema == null) {
            throw new UnreadableRecord("schema id " + id + " was not registered in this test");
        }
        return schema;
    }
}
