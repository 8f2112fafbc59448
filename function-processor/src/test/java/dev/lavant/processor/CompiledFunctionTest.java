package dev.lavant.processor;

import static org.assertj.core.api.Assertions.assertThat;

import io.micronaut.context.ApplicationContext;
import io.micronaut.core.beans.BeanIntrospector;
import io.micronaut.inject.ExecutableMethod;
import io.micronaut.serde.annotation.Serdeable;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What the processor adds is used as a function host uses it: in a Micronaut context, without reflection.
class CompiledFunctionTest {
    @TempDir
    Path classes;

    @Test
    void a_handler_becomes_callable_and_its_class_a_bean_that_others_are_injected_into() throws Exception {
        var compilation = Compilation.of(
                classes, """
                class Greeter {
                    private final Greeting greeting;
                    Greeter(Greeting greeting) { this.greeting = greeting; }

                    @EventFunction(topics = "names", output = "greetings")
                    String greet(String name) { return greeting.word() + " " + name; }
                }
                """, "@jakarta.inject.Singleton class Greeting { String word() { return \"hello\"; } }");

        assertThat(compilation.errors()).isEmpty();
        try (var loader = compilation.loader();
                var context = ApplicationContext.run(loader)) {
            var bean = context.getBean(loader.loadClass("shop.Greeter"));

            assertThat(onlyMethod(context, bean).invoke(bean, "Ada")).isEqualTo("hello Ada");
            assertThat(context.getBean(bean.getClass())).isSameAs(bean);
        }
    }

    @Test
    void a_scope_that_the_author_chose_is_left_alone() throws Exception {
        var compilation = Compilation.of(classes, """
                @io.micronaut.context.annotation.Prototype class Greeter {
                    @EventFunction(topics = "names") void greet(String name) {}
                }
                """);

        try (var loader = compilation.loader();
                var context = ApplicationContext.run(loader)) {
            Class<?> type = loader.loadClass("shop.Greeter");

            assertThat(context.getBean(type)).isNotSameAs(context.getBean(type));
        }
    }

    @Test
    void records_nested_or_not_are_read_from_json_without_an_annotation_of_their_own() throws Exception {
        var compilation = Compilation.of(
                classes,
                "public record Order(String id, List<Line> lines) { public record Line(String sku, java.math.BigDecimal"
                        + " price, Tax tax) {} }",
                "public record Tax(String rate) {}",
                """
                class Prices {
                    public record Priced(String id) {}
                    @EventFunction(topics = "orders", output = "priced")
                    Priced price(Order order) { return new Priced(order.toString()); }
                }
                """);

        assertThat(compilation.errors()).isEmpty();
        try (var loader = compilation.loader()) {
            var ours = BeanIntrospector.forClassLoader(loader)
                    .findIntrospections(type -> type.getName().startsWith("shop."));

            assertThat(ours)
                    .allMatch(type -> type.hasStereotype(Serdeable.Deserializable.class))
                    .allMatch(type -> type.hasStereotype(Serdeable.Serializable.class))
                    .extracting(type -> type.getBeanType().getName())
                    .containsExactlyInAnyOrder("shop.Order", "shop.Order$Line", "shop.Tax", "shop.Prices$Priced");
        }
    }

    @SuppressWarnings("unchecked") // the method was found in the bean's own definition
    private static ExecutableMethod<Object, Object> onlyMethod(ApplicationContext context, Object bean) {
        var methods = context.getBeanDefinition(bean.getClass()).getExecutableMethods();
        assertThat(methods).hasSize(1);
        return (ExecutableMethod<Object, Object>) methods.iterator().next();
    }
}
