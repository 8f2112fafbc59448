package dev.lavant.bench;

/// A contender that ended or did nothing; the message has what it said.
final class ContenderFailed extends RuntimeException {
    private static final long serialVersionUID = 1L;

    ContenderFailed(String message) {
        super(message);
    }
}
