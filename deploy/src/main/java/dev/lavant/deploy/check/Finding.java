package dev.lavant.deploy.check;

/// What a check found.
///
/// @param subject function or topic that was looked at
/// @param what was seen there
/// @param fix what to do about it; empty when nothing is to be done
public record Finding(Level level, String subject, String what, String fix) {

    /// How bad it is. What fails cannot be deployed.
    public enum Level {
        /// As it should be.
        OK,
        /// It works, and may not be meant.
        WARN,
        /// It would not work.
        FAIL
    }

    static Finding ok(String subject, String what) {
        return new Finding(Level.OK, subject, what, "");
    }

    static Finding warn(String subject, String what, String fix) {
        return new Finding(Level.WARN, subject, what, fix);
    }

    static Finding fail(String subject, String what, String fix) {
        return new Finding(Level.FAIL, subject, what, fix);
    }
}
