package dev.lavant.filter.cesql;

import dev.lavant.filter.cesql.Expression.Span;
import dev.lavant.filter.cesql.Token.Kind;
import java.util.ArrayList;
import java.util.List;

/// Takes a text apart into tokens. Source: CESQL 1.0.0, section 2.
final class Lexer {
    private static final List<String> SYMBOLS =
            List.of("!=", "<>", "<=", ">=", "=", "<", ">", "+", "-", "*", "/", "%", "(", ")", ",");

    private final String text;
    private final List<Token> tokens = new ArrayList<>();
    private int at;

    private Lexer(String text) {
        this.text = text;
    }

    /// All tokens and, as the last one, the end.
    static List<Token> tokens(String text) {
        var lexer = new Lexer(text);
        while (lexer.at < text.length()) {
            lexer.next();
        }
        lexer.tokens.add(new Token(Kind.END, "", new Span(text.length(), text.length())));
        return List.copyOf(lexer.tokens);
    }

    private void next() {
        char first = text.charAt(at);
        if (first == ' ' || first == '\t' || first == '\r' || first == '\n') {
            at++;
        } else if (first == '\'' || first == '"') {
            string(first);
        } else if (wordCharacter(first)) {
            word();
        } else {
            symbol();
        }
    }

    private static boolean wordCharacter(char one) {
        return (one >= 'a' && one <= 'z') || (one >= 'A' && one <= 'Z') || (one >= '0' && one <= '9') || one == '_';
    }

    private void word() {
        int from = at;
        while (at < text.length() && wordCharacter(text.charAt(at))) {
            at++;
        }
        String word = text.substring(from, at);
        add(word.chars().allMatch(one -> one >= '0' && one <= '9') ? Kind.NUMBER : Kind.WORD, word, from);
    }

    private void symbol() {
        String symbol = SYMBOLS.stream()
                .filter(one -> text.startsWith(one, at))
                .findFirst()
                .orElseThrow(() -> new NotCesql(
                        "'" + Character.toString(text.codePointAt(at)) + "' has no meaning in CESQL", at + 1));
        int from = at;
        at += symbol.length();
        add(Kind.SYMBOL, symbol, from);
    }

    /// A backslash before the quote makes it a part of the text. Before anything else it stands for itself and
    /// takes that along, so that a pattern can end with a backslash.
    private void string(char quote) {
        int from = at++;
        var content = new StringBuilder();
        while (at < text.length() && text.charAt(at) != quote) {
            if (text.charAt(at) == '\\' && at + 1 < text.length()) {
                content.append(text.charAt(at + 1) == quote ? "" : "\\");
                at++;
            }
            content.append(text.charAt(at++));
        }
        if (at == text.length()) {
            throw new NotCesql("the text that begins here has no closing " + quote, from + 1);
        }
        at++;
        add(Kind.STRING, content.toString(), from);
    }

    private void add(Kind kind, String token, int from) {
        tokens.add(new Token(kind, token, new Span(from, at)));
    }
}
