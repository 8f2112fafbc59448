package dev.lavant.torture.load;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.lavant.torture.function.Chore;

/// Chores as the JSON that the function reads.
public final class ChoreJson {
    private static final JsonMapper JSON = new JsonMapper();

    private ChoreJson() {}

    /// As text.
    public static String write(Chore chore) {
        try {
            return JSON.writeValueAsString(chore);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("a chore is plain data", impossible);
        }
    }

    /// Reads what [#write] wrote.
    public static Chore read(String text) {
        try {
            return JSON.readValue(text, Chore.class);
        } catch (JsonProcessingException notOurs) {
            throw new IllegalArgumentException("not a chore: " + text, notOurs);
        }
    }
}
