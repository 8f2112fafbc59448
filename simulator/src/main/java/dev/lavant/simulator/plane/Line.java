package dev.lavant.simulator.plane;

import java.util.Arrays;

/// Events that wait in a partition, in their order.
final class Line {
    private int[] events = new int[64];
    private int first;
    private int size;

    boolean isEmpty() {
        return size == 0;
    }

    void add(int event) {
        if (size == events.length) {
            int[] longer = Arrays.copyOf(events, 2 * size);
            for (int i = 0; i < size; i++) {
                longer[i] = events[(first + i) % size];
            }
            events = longer;
            first = 0;
        }
        events[(first + size++) % events.length] = event;
    }

    int take() {
        int event = events[first];
        first = (first + 1) % events.length;
        size--;
        return event;
    }
}
