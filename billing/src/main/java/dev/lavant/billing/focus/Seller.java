package dev.lavant.billing.focus;

/// Who bills whom: what a platform cannot know of itself.
///
/// @param name of the company, or department, that runs the platform and issues the invoice
/// @param account that is billed, above the tenants
public record Seller(String name, String account) {
    public Seller {
        requireText("name", name);
        requireText("account", account);
    }

    private static void requireText(String what, String text) {
        if (text.isBlank()) {
            throw new IllegalArgumentException("a seller's " + what + " must not be empty");
        }
    }
}
