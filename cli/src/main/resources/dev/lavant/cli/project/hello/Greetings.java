package #PACKAGE#;

import dev.lavant.function.EventFunction;

/// Functions are methods; their class becomes a bean by itself, and beans can be injected into its constructor.
public class Greetings {

    public record Visitor(String name, String language) {}

    public record Greeting(String text) {}

    /// Greets each visitor in their language.
    @EventFunction(topics = "visitors", output = "greetings")
    Greeting greet(Visitor visitor) {
        return new Greeting(switch (visitor.language()) {
            case "de" -> "Hallo " + visitor.name();
            case "fr" -> "Bonjour " + visitor.name();
            default -> "Hello " + visitor.name();
        });
    }
}
