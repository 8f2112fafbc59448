package dev.lavant.router.route;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lavant.filter.Filter;
import dev.lavant.filter.cesql.EventView;
import dev.lavant.filter.cesql.Value;
import dev.lavant.router.route.Routes.Decision;
import dev.lavant.router.route.Routes.Partition;
import dev.lavant.router.route.Routes.Place;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RoutesTest {
    private static final Routes ROUTES = new Routes(List.of(
            rule("receipt", "type = 'sold'", "purchases"),
            rule("audit", "TRUE", "purchases", "returns"),
            rule("eu", "region = 'eu'", "purchases")));

    @Test
    void every_topic_of_a_rule_is_read() {
        assertThat(ROUTES.topics()).containsExactlyInAnyOrder("purchases", "returns");
        assertThat(new Routes(List.of()).topics()).isEmpty();
    }

    @Test
    void an_event_goes_to_every_function_whose_filter_matches() {
        assertThat(ROUTES.functions(in("purchases", 7), event("sold"))).containsExactly("receipt", "audit");
        assertThat(ROUTES.functions(in("purchases", 7), event("seen"))).containsExactly("audit");
        assertThat(ROUTES.functions(in("returns", 7), event("sold"))).containsExactly("audit");
        assertThat(ROUTES.functions(in("uploads", 7), event("sold"))).isEmpty();
    }

    @Test
    void every_function_of_a_topic_has_its_answer() {
        List<Decision> decisions = ROUTES.explain(in("purchases", 7), event("seen"));

        assertThat(decisions)
                .startsWith(new Decision("receipt", new Answer.Differs()), new Decision("audit", new Answer.Matches()));
        assertThat(decisions.getLast().answer())
                .isInstanceOfSatisfying(
                        Answer.Undefined.class,
                        undefined -> assertThat(undefined.why()).isEqualTo("the event has no attribute 'region'"));
    }

    @Test
    void a_record_that_is_no_event_goes_nowhere_even_where_all_events_go() {
        var none = new Attributes.Missing("no ce_specversion header");

        assertThat(ROUTES.functions(in("purchases", 7), none)).isEmpty();
        assertThat(ROUTES.explain(in("returns", 7), none))
                .containsExactly(new Decision("audit", new Answer.NotAnEvent("no ce_specversion header")));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 7, 42})
    void any_set_of_rules_gives_each_event_to_exactly_the_functions_that_ask_for_its_type(long seed) {
        var random = new Random(seed);
        var rules = IntStream.range(0, 50)
                .mapToObj(n -> rule("f" + n, "type = 't" + random.nextInt(10) + "'", "topic" + random.nextInt(4)))
                .toList();
        var routes = new Routes(rules);

        for (int n = 0; n < 200; n++) {
            String topic = "topic" + random.nextInt(5);
            String type = "t" + random.nextInt(11);
            var asking = rules.stream()
                    .filter(rule -> rule.topics().contains(topic))
                    .filter(rule -> rule.filter().text().equals("type = '" + type + "'"))
                    .map(Rule::function)
                    .toList();
            assertThat(new HashSet<>(routes.functions(in(topic, 0), event(type))))
                    .isEqualTo(new HashSet<>(asking));
        }
    }

    @Test
    void only_rules_that_an_event_might_match_are_asked() {
        var routes = new Routes(List.of(
                rule("a", "type = 'sold' AND region = 'eu'", "t"),
                rule("b", "type = 'sold' AND region = 'us'", "t"),
                rule("c", "[{\"exact\": {\"type\": \"seen\"}}]", "t"),
                rule("d", "type IN ('sold', 'seen')", "t"),
                rule("e", "type = 'seen' OR shop = 'one'", "t"),
                rule("f", "type LIKE 'so%'", "t"),
                rule("g", "NOT (type = 'sold')", "t")));

        Routes.Asked asked = routes.ask(in("t", 0), event(Map.of("type", "sold", "region", "us")));

        assertThat(asked.decisions()).extracting(Decision::function).containsExactly("b", "d", "f", "g");
        assertThat(asked.absent()).containsExactly("shop");
        assertThat(routes.ask(in("t", 0), event(Map.of("type", "seen", "shop", "one")))
                        .decisions())
                .extracting(Decision::function)
                .containsExactly("c", "d", "e", "f", "g");
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 7, 42})
    void whoever_is_not_asked_would_not_have_got_the_event(long seed) {
        var random = new Random(seed);
        var rules = IntStream.range(0, 300)
                .mapToObj(n -> rule("f" + n, filter(random, 3), "t"))
                .toList();
        var routes = new Routes(rules);

        for (int n = 0; n < 300; n++) {
            Attributes event = event(random);
            var all = routes.explain(in("t", 0), event).stream()
                    .filter(decision -> decision.answer() instanceof Answer.Matches)
                    .map(Decision::function)
                    .toList();
            assertThat(routes.functions(in("t", 0), event)).isEqualTo(all);
        }
    }

    private static Attributes event(Random random) {
        var attributes = new HashMap<String, String>();
        for (String name : List.of("type", "a", "b")) {
            if (random.nextInt(4) > 0) {
                attributes.put(name, "" + random.nextInt(4));
            }
        }
        return event(attributes);
    }

    private static String filter(Random random, int depth) {
        String name = List.of("type", "a", "b").get(random.nextInt(3));
        String value = "'" + random.nextInt(4) + "'";
        return switch (random.nextInt(depth == 0 ? 5 : 9)) {
            case 0, 1 -> name + " = " + value;
            case 2 -> name + " IN (" + value + ", '1')";
            case 3 -> name + " > 1";
            case 4 -> name + " != " + value;
            case 5 -> "NOT (" + filter(random, depth - 1) + ")";
            case 6 -> "(" + filter(random, depth - 1) + ") OR " + name + " = " + value;
            default -> "(" + filter(random, depth - 1) + ") AND (" + filter(random, depth - 1) + ")";
        };
    }

    @Test
    void a_function_gets_no_event_from_before_its_start() {
        var routes = new Routes(List.of(
                starting("early", Map.of(new Partition("t", 0), 5L)),
                starting("late", Map.of(new Partition("t", 0), 9L, new Partition("t", 1), 2L))));

        assertThat(routes.functions(in("t", 4), event("sold"))).isEmpty();
        assertThat(routes.functions(in("t", 5), event("sold"))).containsExactly("early");
        assertThat(routes.functions(in("t", 9), event("sold"))).containsExactly("early", "late");
        assertThat(routes.explain(in("t", 5), event("sold"))).contains(new Decision("late", new Answer.BeforeStart(9)));
        assertThat(routes.starts()).isEqualTo(Map.of(new Partition("t", 0), 5L, new Partition("t", 1), 2L));
    }

    private static Rule starting(String function, Map<Partition, Long> starts) {
        return new Rule(function, Set.of("t"), Filter.parse("TRUE"), starts);
    }

    private static Place in(String topic, long offset) {
        return new Place(new Partition(topic, 0), offset);
    }

    private static Rule rule(String function, String filter, String... topics) {
        return new Rule(function, Set.of(topics), Filter.parse(filter), Map.of());
    }

    private static Attributes event(String type) {
        return event(Map.of("type", type));
    }

    private static Attributes event(Map<String, String> attributes) {
        return new Attributes.Known(new EventView() {
            @Override
            public Optional<Value> attribute(String name) {
                return Optional.ofNullable(attributes.get(name)).map(Value.Text::new);
            }

            @Override
            public Optional<String> header(String name) {
                return Optional.empty();
            }
        });
    }
}
