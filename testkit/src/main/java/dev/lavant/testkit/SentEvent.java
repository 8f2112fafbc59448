package dev.lavant.testkit;

import java.util.LinkedHashMap;
import java.util.Map;

/// What a test says of an event that it sends, beside its data: CloudEvents attributes and headers.
public final class SentEvent {
    private final Map<String, String> attributes = new LinkedHashMap<>();
    private final Map<String, String> headers = new LinkedHashMap<>();

    SentEvent(String id) {
        attributes.put("specversion", "1.0");
        attributes.put("id", id);
        attributes.put("source", "/test");
        attributes.put("type", "test");
    }

    /// CloudEvents `id`; without it events are numbered.
    public SentEvent id(String id) {
        return attribute("id", id);
    }

    /// CloudEvents `type`; without it `test`.
    public SentEvent type(String type) {
        return attribute("type", type);
    }

    /// CloudEvents `source`; without it `/test`.
    public SentEvent source(String source) {
        return attribute("source", source);
    }

    /// CloudEvents `subject`.
    public SentEvent subject(String subject) {
        return attribute("subject", subject);
    }

    /// Any attribute or extension.
    public SentEvent attribute(String name, String text) {
        attributes.put(name, text);
        return this;
    }

    /// A header of the Kafka record.
    public SentEvent header(String name, String text) {
        headers.put(name, text);
        return this;
    }

    /// A plain record and no CloudEvent: no filter matches it.
    public SentEvent plain() {
        attributes.clear();
        return this;
    }

    Map<String, String> allHeaders() {
        var all = new LinkedHashMap<String, String>();
        attributes.forEach((name, text) -> all.put("ce_" + name, text));
        all.putAll(headers);
        return all;
    }
}
