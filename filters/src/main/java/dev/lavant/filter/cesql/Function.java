package dev.lavant.filter.cesql;

import java.util.List;

/// A function of CESQL: its name, what it takes, what it gives.
///
/// @param least how many arguments it takes at least
/// @param most how many at most
/// @param takes types of the arguments; those beyond have the last one's
record Function(String name, int least, int most, List<Type> takes, Type gives, Body body) {

    /// What it does.
    interface Body {
        /// Does it.
        ///
        /// @param arguments of the types that the function takes
        Result apply(List<Value> arguments, EventView event);
    }

    Function {
        takes = List.copyOf(takes);
    }

    Type takes(int argument) {
        return takes.get(Math.min(argument, takes.size() - 1));
    }
}
