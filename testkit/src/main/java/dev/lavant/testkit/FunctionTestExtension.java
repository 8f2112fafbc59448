package dev.lavant.testkit;

import io.micronaut.context.ApplicationContext;
import io.micronaut.test.extensions.junit5.MicronautJunit5Extension;
import java.util.Objects;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.platform.commons.support.AnnotationSupport;

/// Gives each test a driver that starts anew.
final class FunctionTestExtension implements BeforeEachCallback, AfterEachCallback {

    @Override
    public void beforeEach(ExtensionContext test) {
        var settings = AnnotationSupport.findAnnotation(test.getRequiredTestClass(), FunctionTest.class)
                .orElseThrow();
        driver(test).begin(settings.broker() ? Stage.Kind.BROKER : Stage.Kind.MEMORY);
    }

    @Override
    public void afterEach(ExtensionContext test) {
        driver(test).end();
    }

    /// Micronaut's own extension keeps the context of the test class there.
    private static FunctionDriver driver(ExtensionContext test) {
        var context = test.getRoot()
                .getStore(Namespace.create(MicronautJunit5Extension.class))
                .get(ApplicationContext.class, ApplicationContext.class);
        return Objects.requireNonNull(context, "@MicronautTest has started no context")
                .getBean(FunctionDriver.class);
    }
}
