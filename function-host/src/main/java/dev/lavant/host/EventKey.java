package dev.lavant.host;

import java.util.Arrays;

/// A record's key as the name of its lane: equal when the bytes are.
final class EventKey {
    private final byte[] bytes;
    private final int hash;

    EventKey(byte[] bytes) {
        this.bytes = bytes;
        this.hash = Arrays.hashCode(bytes);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof EventKey key && Arrays.equals(bytes, key.bytes);
    }

    @Override
    public int hashCode() {
        return hash;
    }
}
