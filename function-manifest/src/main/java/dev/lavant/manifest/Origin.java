package dev.lavant.manifest;

import java.util.Locale;

/// What an effective setting comes from; each overrules those before it.
public enum Origin {
    /// Nobody said anything.
    DEFAULT,
    /// `@EventFunction` in the source.
    ANNOTATION,
    /// `functions.<function>.*` in the project's application.yml or application.properties.
    CONFIGURATION,
    /// `lavant deploy --set`.
    DEPLOY,
    /// The most that the tenant may have.
    CAP;

    /// In lower case, as `describe` shows it.
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
