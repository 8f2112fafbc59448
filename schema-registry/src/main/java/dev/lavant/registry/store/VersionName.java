package dev.lavant.registry.store;

/// How the API names a version of a subject: a whole number from 1, or `latest` (-1 in older clients).
final class VersionName {
    private VersionName() {}

    static boolean latest(String name) {
        return name.equals("latest") || name.equals("-1");
    }

    static int number(String name) {
        try {
            return atLeast1(Integer.parseInt(name), name);
        } catch (NumberFormatException _) {
            throw invalid(name);
        }
    }

    private static int atLeast1(int number, String name) {
        if (number < 1) {
            throw invalid(name);
        }
        return number;
    }

    private static Refused invalid(String name) {
        return new Refused(
                Refused.Code.INVALID_VERSION,
                "The specified version '" + name + "' is not a valid version id. Allowed values are between"
                        + " [1, 2^31-1] and the string \"latest\"");
    }
}
