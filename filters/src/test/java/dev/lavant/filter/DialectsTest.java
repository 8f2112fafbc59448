package dev.lavant.filter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The filter dialects of the CloudEvents Subscriptions API, section 3.2.4.1.
class DialectsTest {
    private static final KnownEvent SALE = KnownEvent.sale().withHeader("x-tier", "gold");

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            []                                                                       | Matches
            [{"exact": {"type": "shop.sold"}}]                                       | Matches
            {"exact": {"type": "shop.sold"}}                                         | Matches
            [{"exact": {"type": "SHOP.SOLD"}}]                                       | Differs
            [{"exact": {"type": "shop.sold", "region": "eu-west"}}]                  | Matches
            [{"exact": {"type": "shop.sold", "region": "us-east"}}]                  | Differs
            [{"exact": {"missing": "x"}}]                                            | Differs
            [{"exact": {"number": "10"}}]                                            | Matches
            [{"exact": {"header:x-tier": "gold"}}]                                   | Matches
            [{"exact": {"header:x-none": "gold"}}]                                   | Differs
            [{"prefix": {"type": "shop."}}]                                          | Matches
            [{"prefix": {"type": "shop.", "region": "us"}}]                          | Differs
            [{"prefix": {"type": "Shop."}}]                                          | Differs
            [{"prefix": {"missing": "x"}}]                                           | Differs
            [{"prefix": {"header:x-tier": "go"}}]                                    | Matches
            [{"suffix": {"type": ".sold"}}]                                          | Matches
            [{"suffix": {"type": ".seen"}}]                                          | Differs
            [{"suffix": {"missing": "x"}}]                                           | Differs
            [{"prefix": {"type": "shop."}}, {"suffix": {"type": ".sold"}}]           | Matches
            [{"prefix": {"type": "shop."}}, {"suffix": {"type": ".seen"}}]           | Differs
            [{"all": [{"exact": {"type": "shop.sold"}}, {"prefix": {"id": "e"}}]}]   | Matches
            [{"all": [{"exact": {"type": "shop.sold"}}, {"prefix": {"id": "x"}}]}]   | Differs
            [{"any": [{"exact": {"type": "shop.seen"}}, {"prefix": {"id": "e"}}]}]   | Matches
            [{"any": [{"exact": {"type": "shop.seen"}}, {"prefix": {"id": "x"}}]}]   | Differs
            [{"not": {"exact": {"type": "shop.seen"}}}]                              | Matches
            [{"not": {"exact": {"type": "shop.sold"}}}]                              | Differs
            [{"not": {"exact": {"missing": "x"}}}]                                   | Matches
            [{"not": {"not": {"exact": {"type": "shop.sold"}}}}]                     | Matches
            [{"sql": "items > 2"}]                                                   | Matches
            [{"sql": "items > 3"}]                                                   | Differs
            [{"sql": "missing > 3"}]                                                 | Fails[why=the event has no attribute 'missing']
            [{"sql": "region"}]                                                      | Fails[why='eu-west' is neither true nor false]
            [{"sql": "items + 1"}]                                                   | Fails[why=4 is neither true nor false]
            [{"not": {"sql": "missing > 3"}}]                                        | Matches
            [{"any": [{"sql": "missing > 3"}, {"exact": {"id": "e-1"}}]}]            | Matches
            [{"any": [{"sql": "missing > 3"}, {"exact": {"id": "e-2"}}]}]            | Fails[why=the event has no attribute 'missing']
            type = 'shop.sold' AND HEADER('x-tier') = 'gold'                         | Matches
            HAS_HEADER('x-none')                                                     | Differs
            HEADER('x-none') = 'gold'                                                | Fails[why=the event has no header 'x-none']
            HEADER('x-tier') LIKE 'g%'                                               | Matches
            missing = 'x' OR TRUE                                                    | Fails[why=the event has no attribute 'missing']
            BOOL(truth)                                                              | Matches
            """)
    void a_filter_says(String filter, String verdict) {
        assertThat(Filter.parse(filter).ask(SALE)).hasToString(verdict.contains("[") ? verdict : verdict + "[]");
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            [                                    | Unexpected end-of-input: expected close marker for Array (start marker at [Source: REDACTED (`StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION` disabled); line: 1, column: 1]), at line 1, column 2
            {}                                   | filters must be an object with the name of one dialect: there are exact, prefix, suffix, all, any, not and sql
            [7]                                  | filters[0] must be an object with the name of one dialect: there are exact, prefix, suffix, all, any, not and sql
            [{"exact": {"a": "b"}, "not": {}}]   | filters[0] must be an object with the name of one dialect: there are exact, prefix, suffix, all, any, not and sql
            [{"Exact": {"a": "b"}}]              | filters[0] has no dialect 'Exact': there are exact, prefix, suffix, all, any, not and sql
            [{"exact": {}}]                      | filters[0].exact must be an object with the names of attributes and a text for each
            [{"exact": "x"}]                     | filters[0].exact must be an object with the names of attributes and a text for each
            [{"exact": {"type": ""}}]            | filters[0].exact.type must be a text and not empty
            [{"exact": {"type": 7}}]             | filters[0].exact.type must be a text and not empty
            [{"exact": {"": "x"}}]               | filters[0].exact has '', which is neither an attribute (a-z and 0-9) nor header:NAME
            [{"exact": {"Type": "x"}}]           | filters[0].exact has 'Type', which is neither an attribute (a-z and 0-9) nor header:NAME
            [{"exact": {"header:": "x"}}]        | filters[0].exact has 'header:', which is neither an attribute (a-z and 0-9) nor header:NAME
            [{"all": []}]                        | filters[0].all must be an array with at least one filter
            [{"any": {"exact": {"a": "b"}}}]     | filters[0].any must be an array with at least one filter
            [{"all": [{"not": []}]}]             | filters[0].all[0].not must be an object with the name of one dialect: there are exact, prefix, suffix, all, any, not and sql
            [{"sql": 7}]                         | filters[0].sql must be a CESQL text
            [{"sql": "type ="}]                  | filters[0].sql: a value must stand here, not the end, at column 7 of: type =
            type =                               | a value must stand here, not the end, at column 7 of: type =
            """)
    void what_is_no_filter_is_refused_with_the_place(String filter, String why) {
        assertThatThrownBy(() -> Filter.parse(filter))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(why);
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            type = 'sold'                                          | type = 'sold' is false (type is 'shop.sold')
            id = 'e-1' AND items > 5                               | items > 5 is false (items is '3')
            id = 'e-2' AND items > 5                               | id = 'e-2' is false (id is 'e-1')
            (id = 'e-2' OR items > 5) AND TRUE                     | id = 'e-2' is false (id is 'e-1'), items > 5 is false (items is '3')
            EXISTS missing                                         | EXISTS missing is false
            missing = 'x'                                          | missing = 'x' has no value: the event has no attribute 'missing'
            [{"exact": {"type": "x"}}]                             | type is 'shop.sold', not 'x'
            [{"exact": {"header:x-none": "x"}}]                    | there is no header x-none
            [{"prefix": {"type": "x"}}]                            | type is 'shop.sold', which does not begin with 'x'
            [{"exact": {"id": "e-1"}}, {"suffix": {"type": "x"}}]  | type is 'shop.sold', which does not end with 'x'
            [{"any": [{"exact": {"id": "x"}}, {"sql": "FALSE"}]}]  | id is 'e-1', not 'x', FALSE is false
            [{"not": {"exact": {"id": "e-1"}}}]                    | what stands under not is true
            """)
    void it_says_why_an_event_does_not_get_through(String filter, String because) {
        assertThat(Filter.parse(filter).because(SALE)).isEqualTo(because);
    }
}
