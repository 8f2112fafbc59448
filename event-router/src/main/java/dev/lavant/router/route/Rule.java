package dev.lavant.router.route;

import dev.lavant.filter.Filter;
import dev.lavant.filter.Verdict;
import dev.lavant.filter.cesql.EventView;
import dev.lavant.router.route.Routes.Partition;
import dev.lavant.router.route.Routes.Place;
import java.util.Map;
import java.util.Set;

/// A function's filter on some topics.
///
/// @param starts the first offset that the function gets of a partition; of one that is not there it gets all
public record Rule(String function, Set<String> topics, Filter filter, Map<Partition, Long> starts) {

    public Rule {
        topics = Set.copyOf(topics);
        starts = Map.copyOf(starts);
    }

    Answer ask(Place place, Attributes attributes) {
        long start = starts.getOrDefault(place.partition(), 0L);
        return place.offset() < start ? new Answer.BeforeStart(start) : answer(attributes);
    }

    private Answer answer(Attributes attributes) {
        return switch (attributes) {
            case Attributes.Known(EventView event) ->
                switch (filter.ask(event)) {
                    case Verdict.Matches _ -> new Answer.Matches();
                    case Verdict.Differs _ -> new Answer.Differs();
                    case Verdict.Fails(String why) -> new Answer.Undefined(why);
                };
            case Attributes.Missing(String why) -> new Answer.NotAnEvent(why);
        };
    }
}
