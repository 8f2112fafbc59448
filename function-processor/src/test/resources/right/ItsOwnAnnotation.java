package shop;

import dev.lavant.function.*;
import io.micronaut.context.annotation.AliasFor;

class ItsOwnAnnotation {
    @EventFunction(topics = "eu-orders", filter = "subject LIKE 'eu-%'", timeout = "5s")
    @interface EuOrders {
        @AliasFor(annotation = EventFunction.class, member = "concurrency")
        int atOnce() default 2;
    }

    @EuOrders(atOnce = 7)
    void price(String order) {}
}
