package dev.lavant.router;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lavant.router.intake.Part;
import io.micronaut.context.ApplicationContext;
import io.micronaut.web.router.Router;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/// The document is written by hand and held to the code: its operations are the routes, and every answer that
/// a test gets over HTTP must be in it ([HttpEvents]).
class OpenApiTest {
    private final OpenApi openApi = OpenApi.read();

    @Test
    void its_operations_are_the_routes_of_the_ingress() {
        try (var context = ApplicationContext.builder()
                .properties(Map.of(Part.PROPERTY, Part.EVENT_ROUTER))
                .deduceEnvironment(false)
                .build()
                .start()) {
            var routes = context.getBean(Router.class)
                    .uriRoutes()
                    .filter(route -> !route.getHttpMethodName().equals("HEAD")) // which Micronaut adds to each GET
                    .map(route -> route.getHttpMethodName() + " " + route.getUriMatchTemplate())
                    .collect(Collectors.toCollection(TreeSet::new));

            assertThat(openApi.operations()).isEqualTo(routes);
        }
    }

    @Test
    void everything_that_it_refers_to_is_in_it() {
        List<String> references = new ArrayList<>();
        collect(openApi.document(), references);

        assertThat(references)
                .isNotEmpty()
                .allSatisfy(reference -> assertThat(at(reference)).as(reference).isNotNull());
    }

    private static void collect(Object node, List<String> references) {
        switch (node) {
            case Map<?, ?> map ->
                map.forEach((key, value) -> {
                    if (key.equals("$ref")) {
                        references.add((String) value);
                    }
                    collect(value, references);
                });
            case List<?> list -> list.forEach(item -> collect(item, references));
            case null, default -> {}
        }
    }

    private Object at(String reference) {
        Object node = openApi.document();
        for (String part : reference.substring("#/".length()).split("/", -1)) {
            node = node instanceof Map<?, ?> map ? map.get(part) : null;
        }
        return node;
    }
}
