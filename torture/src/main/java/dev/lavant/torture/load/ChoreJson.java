package dev.lavant.torture.load;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.lavant.torture.function.Chore;
import dev.lavant.torture.function.Chores;

/// Chores as the JSON that the function reads, and what it writes.
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
        return read(text, Chore.class);
    }

    /// Reads an output.
    public static Chores.Done readDone(String text) {
        return read(text, Chores.Done.class);
    }

    private static <T> T read(String text, Class<T> type) {
        try {
            return JSON.readValue(text, type);
        } catch (JsonProcessingException notOurs) {
            throw new IllegalArgumentException("not a " + type.getSimpleName() + ": " + text, notOurs);
        }
    }
}
