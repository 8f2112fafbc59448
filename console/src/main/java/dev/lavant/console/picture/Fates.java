package dev.lavant.console.picture;

import dev.lavant.schemas.DecidedLetter;
import java.util.LinkedHashMap;
import java.util.Map;

/// What was done about dead letters: of the newest, since a page shows no others.
final class Fates {
    private static final int MOST = 20_000;
    private static final String NOTHING = "WAITING";

    private final Map<String, String> fates = new LinkedHashMap<>();

    void take(DecidedLetter decided) {
        fates.put(
                key(decided.getFunction(), decided.getLetter()),
                decided.getFate().name());
        if (fates.size() > MOST) {
            fates.remove(fates.keySet().iterator().next());
        }
    }

    DeadLetter known(DeadLetter letter) {
        return letter.with(fates.getOrDefault(key(letter.function(), letter.letter()), NOTHING));
    }

    private static String key(String function, String letter) {
        return function + "/" + letter;
    }
}
