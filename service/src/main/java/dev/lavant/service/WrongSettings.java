package dev.lavant.service;

import java.util.List;

/// What is wrong with the settings of a process, all of it at once.
public final class WrongSettings extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    WrongSettings(List<String> faults) {
        super(String.join("\n", faults));
    }
}
