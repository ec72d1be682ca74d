package io.gatehouse.demo.wire;

import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/** A request that this app is about to send, and why. */
public final class Call {

    private final String title;
    private final String why;
    private final String method;
    private final URI uri;
    private final Map<String, String> headers = new LinkedHashMap<>();
    private final Map<String, String> form = new LinkedHashMap<>();
    private String json = "";

    private Call(String method, URI uri, String title, String why) {
        this.method = method;
        this.uri = uri;
        this.title = title;
        this.why = why;
        headers.put("Accept", "application/json");
    }

    public static Call get(URI uri, String title, String why) {
        return new Call("GET", uri, title, why);
    }

    public static Call post(URI uri, String title, String why) {
        return new Call("POST", uri, title, why);
    }

    public Call header(String name, String value) {
        headers.put(name, value);
        return this;
    }

    /** A form parameter; the request then has a form as its body. */
    public Call form(String name, String value) {
        headers.put("Content-Type", "application/x-www-form-urlencoded");
        form.put(name, value);
        return this;
    }

    public Call json(String body) {
        headers.put("Content-Type", "application/json");
        json = body;
        return this;
    }

    public static String encode(Map<String, String> parameters) {
        return parameters.entrySet().stream()
                .map(entry -> encode(entry.getKey()) + "=" + encode(entry.getValue()))
                .collect(Collectors.joining("&"));
    }

    public static String encode(String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8);
    }

    String body() {
        return form.isEmpty() ? json : encode(form);
    }

    String title() {
        return title;
    }

    String why() {
        return why;
    }

    String method() {
        return method;
    }

    URI uri() {
        return uri;
    }

    Map<String, String> headers() {
        return Collections.unmodifiableMap(headers);
    }

    Map<String, String> form() {
        return Collections.unmodifiableMap(form);
    }

    String json() {
        return json;
    }
}
