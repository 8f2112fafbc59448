package dev.lavant.autoscaler.act;

import java.io.IOException;
import java.io.PrintStream;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/// A program that takes a second to finish when it is asked to end, and tells when its lifeline is cut.
final class Lingering {
    private Lingering() {}

    public static void main(String[] args) throws IOException {
        PrintStream log = System.out;
        Runtime.getRuntime().addShutdownHook(new Thread(() -> finish(log)));
        log.println("up");
        int _ = System.in.read();
        log.println("orphan");
        Runtime.getRuntime().halt(0);
    }

    private static void finish(PrintStream log) {
        try {
            boolean _ = new CountDownLatch(1).await(1, TimeUnit.SECONDS);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
        log.println("finished");
    }
}
