package dev.lavant.testkit.guarantee;

/// One case in which a guarantee was broken.
///
/// @param kind the guarantee's word for it, e.g. `lost`
/// @param event the event's name
/// @param how what is wrong, with the places where one can look
public record Violation(String kind, String event, String how) {

    @Override
    public String toString() {
        return kind + ": " + how;
    }
}
