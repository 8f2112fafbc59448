package dev.lavant.testkit;

import io.micronaut.test.annotation.MockBean;

@FunctionTest(broker = true)
class OverTheBrokerIT extends ShopSpec {

    @MockBean(PriceBook.class)
    PriceBook prices() {
        return sale();
    }
}
