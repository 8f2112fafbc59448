package dev.lavant.testkit;

import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/// A test of the functions on its class path. Inject a [FunctionDriver]; `@MockBean` and all else of `@MicronautTest`
/// work as usual.
///
/// A handler that runs past its deadline fails the test.
@Documented
@Inherited
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@MicronautTest(startApplication = false, transactional = false)
@ExtendWith(FunctionTestExtension.class)
public @interface FunctionTest {

    /// False: in memory, in milliseconds. True: over a real broker, registry and router in this JVM, which are
    /// started once, in about three seconds. Engine, binder, filters, retries and metering are those of production
    /// either way, and the time is the driver's.
    boolean broker() default false;
}
