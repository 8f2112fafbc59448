package dev.lavant.schemas.wire;

import dev.lavant.schemas.Statement;
import org.apache.avro.generic.GenericEnumSymbol;
import org.apache.avro.generic.GenericFixed;
import org.apache.avro.specific.SpecificRecord;
import org.apache.avro.util.ClassSecurityValidator;

/// Which classes Avro may make while it reads: those that hold data and were generated for it, besides the plain ones
/// of the JDK that it always may.
///
/// Avro asks since 1.12.2, because a schema names the classes and a schema may come from anybody. A generated record,
/// enum or fixed does nothing when it is made.
public final class GeneratedClasses {
    private GeneratedClasses() {}

    /// Trusts them in this JVM, beside what is trusted already. Whoever reads into generated classes calls this first.
    public static synchronized void trust() {
        var trusted = ClassSecurityValidator.getGlobal();
        if (!trusted.isTrusted(Statement.class)) {
            ClassSecurityValidator.setGlobal(ClassSecurityValidator.composite(trusted, GeneratedClasses::generated));
        }
    }

    private static boolean generated(Class<?> type) {
        return SpecificRecord.class.isAssignableFrom(type)
                || GenericEnumSymbol.class.isAssignableFrom(type)
                || GenericFixed.class.isAssignableFrom(type);
    }
}
