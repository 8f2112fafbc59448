package #PACKAGE#;

import static dev.lavant.testkit.FunctionAssertions.assertThatFunction;
import static org.assertj.core.api.Assertions.assertThat;

import #PACKAGE#.Greetings.Greeting;
import #PACKAGE#.Greetings.Visitor;
import dev.lavant.function.Event;
import dev.lavant.testkit.FunctionDriver;
import dev.lavant.testkit.FunctionTest;
import jakarta.inject.Inject;
import org.junit.jupiter.api.Test;

@FunctionTest // in memory; @FunctionTest(broker = true) runs the same test over a real broker
class GreetingsTest {
    @Inject
    FunctionDriver driver;

    @Test
    void a_visitor_is_greeted_in_their_language() {
        driver.send("visitors", "v-1", new Visitor("Ada", "fr"));
        driver.sendFile("visitors", "visitor.json");

        assertThat(driver.read("greetings", Greeting.class))
                .extracting(Event::data)
                .containsExactly(new Greeting("Bonjour Ada"), new Greeting("Hello Bob"));
        assertThatFunction(driver, "greet").used(2).hasNoDeadLetters();
    }
}
