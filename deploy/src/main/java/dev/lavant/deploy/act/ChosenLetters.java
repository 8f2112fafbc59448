package dev.lavant.deploy.act;

import dev.lavant.deploy.replay.Letter;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/// Which dead letters an action is about: those that stand at one of the places, and failed so.
///
/// @param places such as `0@17`; none for all
/// @param error class of an exception, with or without its package, or a code
public record ChosenLetters(List<String> places, Optional<String> error) implements Predicate<Letter> {

    /// @throws Declined when a place makes no sense
    public ChosenLetters {
        places = List.copyOf(places);
        for (String place : places) {
            if (!place.matches("\\d{1,9}@\\d{1,18}")) {
                throw new Declined(
                        Declined.Reason.WRONG,
                        "--letter: '" + place + "' is not a place such as 0@17",
                        "Nothing was done.",
                        "See the places:  lavant dlq ls FUNCTION");
            }
        }
    }

    @Override
    public boolean test(Letter letter) {
        return (places.isEmpty() || places.contains(letter.place()))
                && error.map(letter::failedWith).orElse(true);
    }
}
