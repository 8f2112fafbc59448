package dev.lavant.schemas.wire;

import org.apache.avro.Schema;

/// Ids of schemas and schemas of ids. Thread-safe.
public interface Schemas {

    /// The id of a schema under a subject; registers it when it is new there.
    ///
    /// @throws RegistryRefusal when the registry will not have it, e.g. 409: not compatible with the version before
    /// @throws RegistryUnavailable when the registry does not answer, or not as a registry that lets us in
    int idOf(String subject, Schema schema);

    /// The schema that was registered with an id.
    ///
    /// @throws UnreadableRecord when the registry does not know the id
    /// @throws RegistryUnavailable when the registry does not answer, or not as a registry that lets us in
    Schema byId(int id);
}
