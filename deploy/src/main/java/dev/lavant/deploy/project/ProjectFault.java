package dev.lavant.deploy.project;

/// A function project cannot be run as it is; the message says why and what to do.
public final class ProjectFault extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public ProjectFault(String message) {
        super(message);
    }
}
