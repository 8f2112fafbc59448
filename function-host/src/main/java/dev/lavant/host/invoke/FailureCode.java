package dev.lavant.host.invoke;

import org.apache.kafka.common.errors.RecordTooLargeException;

/// Why an event became a dead letter; stands in the header `lavant.dlq.code`.
public enum FailureCode {
    /// The bytes could not be decoded.
    DESERIALIZE("permanent"),
    /// The function's own output was refused: its schema or its size.
    VALIDATE("permanent"),
    /// The function said that it will never handle this event.
    REJECTED("permanent"),
    /// The function threw what it declares never to be tried again.
    NOT_RETRYABLE("permanent"),
    /// The last attempt ran past its deadline.
    TIMEOUT("unknown"),
    /// An output is larger than Kafka takes.
    TOO_LARGE("permanent"),
    /// It came through more functions than a chain may have.
    TOO_MANY_HOPS("permanent"),
    /// The last attempt threw.
    MAX_ATTEMPTS("unknown"),
    /// The host has died in the last attempt, out of memory perhaps.
    HOST_DIED("unknown");

    private final String failureClass;

    FailureCode(String failureClass) {
        this.failureClass = failureClass;
    }

    /// The code for an output that Kafka has refused.
    public static FailureCode of(Exception refusal) {
        return refusal instanceof RecordTooLargeException ? TOO_LARGE : VALIDATE;
    }

    /// What a replay should expect: `permanent` fails again, `unknown` may not.
    public String failureClass() {
        return failureClass;
    }
}
