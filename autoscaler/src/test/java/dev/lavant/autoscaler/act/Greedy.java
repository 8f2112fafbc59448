package dev.lavant.autoscaler.act;

import java.util.ArrayList;
import java.util.List;

/// A program that takes all the memory there is.
final class Greedy {
    private static final int MIB = 1 << 20;

    private Greedy() {}

    public static void main(String[] args) {
        List<byte[]> taken = new ArrayList<>();
        while (taken.size() < Integer.MAX_VALUE) {
            taken.add(new byte[MIB]);
        }
    }
}
