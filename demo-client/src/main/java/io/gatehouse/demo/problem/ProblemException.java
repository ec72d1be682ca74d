package io.gatehouse.demo.problem;

import org.jspecify.annotations.Nullable;

/** Something a visitor should read about on a plain page. Neither text holds a secret. */
public final class ProblemException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final int status;
    private final String title;
    private final @Nullable String said;
    private final String link;
    private final String linkText;

    private ProblemException(int status, String title, String text, @Nullable String said, String link, String label) {
        super(text);
        this.status = status;
        this.title = title;
        this.said = said;
        this.link = link;
        this.linkText = label;
    }

    public ProblemException(int status, String title, String text) {
        this(status, title, text, null, "/", "Back to the overview");
    }

    /** Adds what the other side said, word for word; the page encodes it. */
    public ProblemException quoting(String words) {
        String bounded = words.length() > 300 ? words.substring(0, 300) + "…" : words;
        return new ProblemException(status, title, text(), bounded, link, linkText);
    }

    /** Offers this way on instead of the overview. */
    public ProblemException offering(String path, String label) {
        return new ProblemException(status, title, text(), said, path, label);
    }

    public int status() {
        return status;
    }

    public String title() {
        return title;
    }

    public String text() {
        String message = getMessage();
        return message == null ? "" : message;
    }

    public @Nullable String said() {
        return said;
    }

    public String link() {
        return link;
    }

    public String linkText() {
        return linkText;
    }
}
