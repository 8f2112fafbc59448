package dev.lavant.autoscaler.act;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/// A program that takes memory beside its heap, up to a gibibyte, of which the JVM has no count.
final class NativelyGreedy {
    private static final long MIB = 1L << 20;
    private static final int ENOUGH_MIB = 1_024;

    private NativelyGreedy() {}

    public static void main(String[] args) {
        for (int taken = 0; taken < ENOUGH_MIB; taken++) {
            MemorySegment segment = Arena.global().allocate(MIB);
            segment.fill((byte) 1);
        }
    }
}
