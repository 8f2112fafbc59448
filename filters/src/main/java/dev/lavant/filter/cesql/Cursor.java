package dev.lavant.filter.cesql;

import dev.lavant.filter.cesql.Expression.Span;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/// Where a parser is among the tokens, and what it says when another one should be there.
final class Cursor {
    /// Source: CloudEvents 1.0.2, "Attribute naming conventions".
    private static final Pattern ATTRIBUTE = Pattern.compile("[a-z0-9]+");

    private static final Pattern FUNCTION = Pattern.compile("[A-Za-z][A-Za-z_]*");
    private static final Set<String> KEYWORDS = Set.of("AND", "OR", "XOR", "NOT", "LIKE", "IN");

    private final List<Token> tokens;
    private int at;

    Cursor(List<Token> tokens) {
        this.tokens = tokens;
    }

    private Token token() {
        return tokens.get(at);
    }

    Span span() {
        return token().span();
    }

    boolean at(String symbol) {
        return token().symbol(symbol);
    }

    boolean atNumber() {
        return token().kind() == Token.Kind.NUMBER;
    }

    boolean atKeyword(String keyword) {
        return token().keyword(keyword);
    }

    boolean take(String symbol) {
        return advanceIf(token().symbol(symbol));
    }

    boolean takeKeyword(String keyword) {
        return advanceIf(token().keyword(keyword));
    }

    private boolean advanceIf(boolean there) {
        at += there ? 1 : 0;
        return there;
    }

    /// What a symbol stands for, if it is one of these.
    <T> Optional<T> takeAny(Map<String, T> meanings) {
        Optional<T> meaning = token().kind() == Token.Kind.SYMBOL
                ? Optional.ofNullable(meanings.get(token().text()))
                : Optional.empty();
        at += meaning.isPresent() ? 1 : 0;
        return meaning;
    }

    Optional<Span> takeEmptyBrackets() {
        if (!at("(") || !tokens.get(at + 1).symbol(")")) {
            return Optional.empty();
        }
        at += 2;
        return Optional.of(tokens.get(at - 1).span());
    }

    /// A word or a string, which begins a value.
    Token requireValue() {
        Token token = token();
        boolean value = token.kind() == Token.Kind.STRING
                || (token.kind() == Token.Kind.WORD
                        && !KEYWORDS.contains(token.text().toUpperCase(Locale.ROOT)));
        return taken(value, "a value must stand here, not " + token.shown());
    }

    Token requireNumber() {
        return taken(atNumber(), "a number must stand here, not " + token().shown());
    }

    Token requireString(String after) {
        return taken(
                token().kind() == Token.Kind.STRING,
                "a text in quotes must follow " + after + ", not " + token().shown());
    }

    Token requireAttribute() {
        Token token = taken(
                token().kind() == Token.Kind.WORD || atNumber(),
                "the name of an attribute must follow EXISTS, not " + token().shown());
        requireAttributeName(token);
        return token;
    }

    static void requireAttributeName(Token name) {
        if (!ATTRIBUTE.matcher(name.text()).matches()) {
            throw new NotCesql(
                    "'" + name.text() + "' is not the name of an attribute: those have only a-z and 0-9",
                    name.span().from() + 1);
        }
    }

    static void requireFunctionName(Token name) {
        if (!FUNCTION.matcher(name.text()).matches()) {
            throw new NotCesql(
                    "'" + name.text() + "' is not the name of a function",
                    name.span().from() + 1);
        }
    }

    Span require(String symbol, String of) {
        return taken(at(symbol), "'" + symbol + "' must follow " + of + ", not " + token().shown())
                .span();
    }

    void requireEnd() {
        if (token().kind() != Token.Kind.END) {
            throw wrong("AND, OR or the end must follow, not " + token().shown());
        }
    }

    private Token taken(boolean right, String otherwise) {
        if (!right) {
            throw wrong(otherwise);
        }
        return tokens.get(at++);
    }

    NotCesql wrong(String why) {
        return new NotCesql(why, token().span().from() + 1);
    }
}
