package dev.lavant.torture.stage;

import java.io.IOException;
import java.util.List;

/// Signals that Java cannot send.
enum Signal {
    /// Nothing of the process runs any more, and it does not know.
    STOP,
    /// It goes on.
    CONT;

    /// Sends it; returns when the process has it. A process that is gone is left alone.
    void send(Process process) {
        try {
            var shell = new ProcessBuilder(List.of("sh", "-c", "kill -" + name() + " " + process.pid()))
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            int _ = shell.waitFor();
        } catch (IOException cannot) {
            throw new IllegalStateException("SIG" + name() + " cannot be sent: sh does not start", cannot);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while sending SIG" + name(), interrupted);
        }
    }
}
