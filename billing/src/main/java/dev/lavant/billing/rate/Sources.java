package dev.lavant.billing.rate;

import dev.lavant.schemas.SourceRange;
import dev.lavant.schemas.UsageKind;
import dev.lavant.schemas.UsageRecord;
import dev.lavant.schemas.Xor16;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;

/// Which usage records are in a sum. Pure.
public final class Sources {
    private static final Comparator<SourceRange> ORDER =
            Comparator.comparing(SourceRange::getTopicId).thenComparing(SourceRange::getPartition);
    private static final String HOSTS = "";
    private static final int NONE = -1;

    private Sources() {}

    /// One record.
    ///
    /// @param digest of its content, see [dev.lavant.schemas.usage.UsageProof]
    static SourceRange of(UsageRecord usage, byte[] digest) {
        boolean event = usage.getKind() == UsageKind.INVOCATION;
        return new SourceRange(
                event ? String.valueOf(usage.getSourceTopic()) : HOSTS,
                event ? String.valueOf(usage.getSourceTopicId()) : HOSTS,
                event ? usage.getSourcePartition() : NONE,
                event ? usage.getSourceOffset() : NONE,
                event ? usage.getSourceOffset() : NONE,
                1L,
                new Xor16(usage.getUsageId().bytes().clone()),
                new Xor16(digest.clone()));
    }

    /// Both together, in the order of topic id and partition.
    public static List<SourceRange> plus(Collection<SourceRange> some, Collection<SourceRange> more) {
        var all = new TreeMap<SourceRange, SourceRange>(ORDER);
        some.forEach(range -> all.put(range, range));
        more.forEach(range -> all.merge(range, range, Sources::joined));
        return List.copyOf(all.values());
    }

    private static SourceRange joined(SourceRange one, SourceRange other) {
        return new SourceRange(
                one.getTopic(),
                one.getTopicId(),
                one.getPartition(),
                Math.min(one.getFirstOffset(), other.getFirstOffset()),
                Math.max(one.getLastOffset(), other.getLastOffset()),
                Math.addExact(one.getCount(), other.getCount()),
                xor(one.getIdXor(), other.getIdXor()),
                xor(one.getContentXor(), other.getContentXor()));
    }

    private static Xor16 xor(Xor16 one, Xor16 other) {
        byte[] mixed = one.bytes().clone();
        for (int i = 0; i < mixed.length; i++) {
            mixed[i] ^= other.bytes()[i];
        }
        return new Xor16(mixed);
    }
}
