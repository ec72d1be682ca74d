package io.gatehouse.transfer;

import java.io.IOException;
import java.io.Reader;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads rows of comma-separated values (RFC 4180) one by one, whatever their line ends. Long rows are read but not kept. */
final class CsvRows {

    private static final int LONGEST_ROW = 256 * 1024;
    private static final int MOST_FIELDS = 200;
    private static final int END = -1;

    private final Reader reader;
    private int next = Integer.MIN_VALUE;
    private long line = 1;

    /** @param reader is read letter by letter, so it should be buffered */
    CsvRows(Reader reader) {
        this.reader = reader;
    }

    /**
     * A row.
     *
     * @param line on which it begins
     * @param fields null if the row can't be used
     * @param problem why not
     */
    record Row(long line, @Nullable List<String> fields, String problem) {}

    /** The next row that is not empty, or null at the end. */
    @Nullable
    Row next() throws IOException {
        while (true) {
            if (peek() == END) {
                return null;
            }
            Row row = row();
            if (row.fields() == null
                    || row.fields().size() > 1
                    || !row.fields().getFirst().isBlank()) {
                return row;
            }
        }
    }

    private Row row() throws IOException {
        long start = line;
        List<String> fields = new ArrayList<>();
        long length = 0;
        String problem = "";
        while (true) {
            StringBuilder field = new StringBuilder();
            if (!field(field)) {
                problem = "A quote is opened and never closed, or text follows after a closing quote.";
            }
            length += field.length();
            if (length <= LONGEST_ROW && fields.size() < MOST_FIELDS) {
                fields.add(field.toString());
            } else {
                problem = "The row is longer than 256 KB or has more than 200 fields.";
            }
            if (peek() != ',') {
                endLine();
                return new Row(start, problem.isEmpty() ? fields : null, problem);
            }
            take();
        }
    }

    /** Reads to the comma or the end of the line; keeps no more than the longest row. */
    private boolean field(StringBuilder field) throws IOException {
        if (peek() != '"') {
            while (peek() != ',' && !lineEnd()) {
                keep(field, take());
            }
            return true;
        }
        take();
        while (true) {
            int letter = take();
            if (letter == END) {
                return false;
            }
            if (letter != '"') {
                keep(field, letter);
            } else if (peek() == '"') {
                keep(field, take());
            } else {
                return closed();
            }
        }
    }

    private boolean closed() throws IOException {
        boolean clean = true;
        while (peek() != ',' && !lineEnd()) {
            take();
            clean = false;
        }
        return clean;
    }

    private static void keep(StringBuilder field, int letter) {
        if (field.length() <= LONGEST_ROW) {
            field.append((char) letter);
        }
    }

    private boolean lineEnd() throws IOException {
        return peek() == '\n' || peek() == '\r' || peek() == END;
    }

    private void endLine() throws IOException {
        if (peek() == '\r') {
            take();
            if (peek() == '\n') {
                take();
            } else {
                line++;
            }
        } else if (peek() == '\n') {
            take();
        }
    }

    private int peek() throws IOException {
        if (next == Integer.MIN_VALUE) {
            next = reader.read();
        }
        return next;
    }

    private int take() throws IOException {
        int letter = peek();
        next = Integer.MIN_VALUE;
        if (letter == '\n') {
            line++;
        }
        return letter;
    }
}
