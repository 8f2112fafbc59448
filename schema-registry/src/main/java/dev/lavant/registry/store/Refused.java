package dev.lavant.registry.store;

/// The registry's answer when it says no, with the code that Confluent's clients know.
public final class Refused extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private final Code code;

    /// Error codes of the Confluent Schema Registry API reference.
    public enum Code {
        SUBJECT_NOT_FOUND(404, 40401),
        VERSION_NOT_FOUND(404, 40402),
        SCHEMA_NOT_FOUND(404, 40403),
        SUBJECT_DELETED(404, 40404),
        SUBJECT_NOT_DELETED(404, 40405),
        VERSION_DELETED(404, 40406),
        VERSION_NOT_DELETED(404, 40407),
        LEVEL_NOT_FOUND(404, 40408),
        MODE_NOT_FOUND(404, 40409),
        INCOMPATIBLE(409, 409),
        INVALID_SCHEMA(422, 42201),
        INVALID_VERSION(422, 42202),
        INVALID_COMPATIBILITY(422, 42203),
        INVALID_MODE(422, 42204),
        NOT_PERMITTED(422, 42205);

        private final int status;
        private final int number;

        Code(int status, int number) {
            this.status = status;
            this.number = number;
        }

        /// HTTP status.
        public int status() {
            return status;
        }

        /// `error_code` in the body.
        public int number() {
            return number;
        }
    }

    public Refused(Code code, String message) {
        super(message);
        this.code = code;
    }

    /// Which no it is.
    public Code code() {
        return code;
    }
}
