package dev.lavant.billing.collect;

import dev.lavant.schemas.wire.Schemas;
import java.util.ArrayList;
import java.util.List;
import org.apache.avro.Schema;

/// A registry in memory that takes every schema.
public final class MemorySchemas implements Schemas {
    private final List<Schema> known = new ArrayList<>();

    @Override
    public synchronized int idOf(String subject, Schema schema) {
        if (!known.contains(schema)) {
            known.add(schema);
        }
        return known.indexOf(schema);
    }

    @Override
    public synchronized Schema byId(int id) {
        return known.get(id);
    }
}
