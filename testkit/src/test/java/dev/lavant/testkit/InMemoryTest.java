package dev.lavant.testkit;

import io.micronaut.test.annotation.MockBean;

@FunctionTest
class InMemoryTest extends ShopSpec {

    @MockBean(PriceBook.class)
    PriceBook prices() {
        return sale();
    }
}
