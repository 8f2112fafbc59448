package dev.lavant.billing.rate;

import dev.lavant.schemas.SourceRange;
import dev.lavant.schemas.Statement;
import dev.lavant.schemas.StatementLine;
import dev.lavant.schemas.SummaryState;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;

/// The final statements and corrections of a tenant in the order in which they were closed, each with the hash of the
/// one before in what it is hashed from: whoever knows the newest hash would notice a change of any of them. Pure.
public final class Chain {
    private static final String FORMAT = "lavant statement 1";

    private Chain() {}

    /// The next link.
    ///
    /// @param statement rated; with the state that it closes in
    /// @param before the newest link; empty for the first
    public static Statement next(Statement statement, Optional<Statement> before) {
        Statement linked = Statement.newBuilder(statement)
                .setSequence(before.map(Statement::getSequence).orElse(-1L) + 1)
                .setPreviousHash(before.map(Statement::getHash).orElse(""))
                .setHash("")
                .build();
        return Statement.newBuilder(linked).setHash(hash(linked)).build();
    }

    /// SHA-256 of [#text], in hexadecimal digits.
    public static String hash(Statement statement) {
        try {
            byte[] text = text(statement).getBytes(StandardCharsets.UTF_8);
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(text));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java platform has SHA-256", impossible);
        }
    }

    /// What is hashed: each fact on a line of its own, so that it can be worked out without any of this code. Fields
    /// that are added to the schema later are not in it; they will need another format.
    public static String text(Statement statement) {
        var text = new StringBuilder();
        line(text, FORMAT);
        line(text, statement.getPreviousHash());
        line(text, statement.getSequence(), statement.getState() == SummaryState.CORRECTION ? "CORRECTION" : "FINAL");
        line(text, statement.getTenant(), statement.getFunction(), statement.getHourStart());
        line(text, statement.getBillingPeriod(), statement.getRevisionNo(), statement.getAsOf());
        line(text, statement.getEvents(), statement.getBillableEvents(), statement.getSucceeded());
        line(text, statement.getDeadLettered(), statement.getAttempts(), statement.getDuplicatesDropped());
        line(text, statement.getDurationNanos(), statement.getCpuNanos(), statement.getShareNanos());
        line(text, statement.getMibMicros(), statement.getCpuMicros(), statement.getAbsorbedMibMicros());
        line(text, statement.getBytesIn(), statement.getBytesOut(), statement.getMeterRule());
        line(text, statement.getPriceBook(), statement.getCurrency(), statement.getCostNanos());
        for (StatementLine sku : statement.getLines()) {
            line(text, sku.getSku(), sku.getQuantity(), sku.getPicos(), sku.getCostNanos(), sku.getCarry());
        }
        for (SourceRange source : statement.getSources()) {
            line(text, source.getTopic(), source.getTopicId(), source.getPartition());
            line(text, source.getFirstOffset(), source.getLastOffset(), source.getCount());
            line(
                    text,
                    hex(source.getIdXor().bytes()),
                    hex(source.getContentXor().bytes()));
        }
        return text.toString();
    }

    private static void line(StringBuilder text, Object... facts) {
        for (int i = 0; i < facts.length; i++) {
            text.append(i == 0 ? "" : " ").append(facts[i]);
        }
        text.append('\n');
    }

    private static String hex(byte[] bytes) {
        return HexFormat.of().formatHex(bytes);
    }
}
