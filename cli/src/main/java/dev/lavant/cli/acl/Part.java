package dev.lavant.cli.acl;

/// Who connects to Kafka.
enum Part {
    REGISTRY,
    ROUTER,
    AUTOSCALER,
    BILLING,
    CONSOLE,
    /// The hosts of a function: each function has a principal of its own.
    HOST,
    /// Somebody who reads what the functions of a tenant have made.
    TENANT
}
