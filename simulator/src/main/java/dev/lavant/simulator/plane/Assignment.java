package dev.lavant.simulator.plane;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.function.IntConsumer;

/// Who owns which partition. Dealt by count and sticky, as Kafka's uniform assignor does: of 12 partitions 5
/// hosts have 3, 3, 2, 2 and 2, and no more move than must.
final class Assignment {
    private static final int NOBODY = -1;

    private final int[] owners;

    Assignment(int partitions) {
        owners = new int[partitions];
        Arrays.fill(owners, NOBODY);
    }

    /// The host that reads a partition, or -1.
    int owner(int partition) {
        return owners[partition];
    }

    /// What a partition went through.
    interface Moved {
        void moved(int partition, boolean owned);
    }

    /// Deals the partitions out anew among those that are ready.
    void deal(List<Host> ready, Moved moved) {
        var byCount = ready.stream()
                .sorted(Comparator.comparingInt((Host host) -> -host.partitions.size())
                        .thenComparingInt(host -> host.id))
                .toList();
        boolean[] owned = new boolean[owners.length];
        for (int p = 0; p < owners.length; p++) {
            owned[p] = owners[p] != NOBODY;
        }
        free(byCount);
        for (int i = 0; i < byCount.size(); i++) {
            fill(byCount.get(i), quota(i, byCount.size()), partition -> moved.moved(partition, owned[partition]));
        }
    }

    private int quota(int rank, int hosts) {
        return owners.length / hosts + (rank < owners.length % hosts ? 1 : 0);
    }

    /// Takes away what has no ready owner, and what an owner has too much.
    private void free(List<Host> byCount) {
        Arrays.fill(owners, NOBODY);
        for (int i = 0; i < byCount.size(); i++) {
            List<Integer> has = byCount.get(i).partitions;
            while (has.size() > quota(i, byCount.size())) {
                has.removeLast();
            }
            int host = byCount.get(i).id;
            has.forEach(partition -> owners[partition] = host);
        }
    }

    private void fill(Host host, int quota, IntConsumer moved) {
        for (int p = 0; p < owners.length && host.partitions.size() < quota; p++) {
            if (owners[p] == NOBODY) {
                owners[p] = host.id;
                host.partitions.add(p);
                moved.accept(p);
            }
        }
    }
}
