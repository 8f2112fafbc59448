package dev.lavant.service;

/// A part of the platform that runs. Asked from several threads.
public interface Part extends AutoCloseable {

    /// Whether it can still do its work without being started again. A process whose part cannot ends.
    Health alive();

    /// Whether it does its work now.
    Health ready();

    /// Finishes what it has begun, and ends.
    @Override
    void close();
}
