package io.gatehouse.admin.api;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What can be listed, by which fields it can be filtered, and in which orders it comes. Nothing else is understood. */
enum Listing {
    PEOPLE(
            List.of(
                    Field.choice("status", "pending", "active", "disabled"),
                    Field.text("email", Op.EQ, Op.SW),
                    Field.text("name", Op.SW),
                    Field.time("created_at")),
            List.of("created_at", "-created_at", "email", "-email"),
            "-created_at",
            true),
    CLIENTS(
            List.of(Field.text("client_id", Op.EQ, Op.SW), Field.flag("disabled")),
            List.of("client_id", "-client_id"),
            "client_id",
            false),
    ROLES(List.of(Field.text("name", Op.EQ), Field.text("client_id", Op.EQ)), List.of("name"), "name", false),
    GROUPS(List.of(Field.text("parent", Op.EQ)), List.of("name"), "name", false),
    PERMISSIONS(List.of(Field.text("name", Op.EQ), Field.text("client_id", Op.EQ)), List.of("name"), "name", false),
    PROPOSALS(
            List.of(Field.choice("state", "waiting", "approved", "rejected", "withdrawn", "expired")),
            List.of("-proposed_at"),
            "-proposed_at",
            false),
    HOLDERS(List.of(), List.of("id"), "id", false),
    INVITATIONS(
            List.of(Field.choice("status", "pending", "accepted", "expired", "withdrawn"), Field.text("email", Op.EQ)),
            List.of("created_at", "-created_at"),
            "-created_at",
            false),
    AUDIT(
            List.of(
                    Field.text("action", Op.EQ),
                    Field.text("person", Op.EQ),
                    Field.text("actor", Op.EQ),
                    Field.text("client_id", Op.EQ),
                    Field.text("session", Op.EQ),
                    Field.text("request_id", Op.EQ),
                    Field.choice("outcome", "success", "denied", "failed"),
                    Field.time("at")),
            List.of("-at"),
            "-at",
            false),
    WEBHOOKS(List.of(), List.of("id"), "id", false),
    WEBHOOK_DELIVERIES(
            List.of(Field.choice("state", "pending", "delivered", "failed"), Field.text("type", Op.EQ)),
            List.of("-id"),
            "-id",
            false);

    /** How a field is compared. */
    enum Op {
        EQ,
        SW,
        GE,
        LT;

        String word() {
            return name().toLowerCase(Locale.ROOT);
        }

        static Optional<Op> of(String word) {
            return Arrays.stream(values()).filter(op -> op.word().equals(word)).findFirst();
        }
    }

    /** What a field's values look like. */
    enum Kind {
        TEXT,
        TIME,
        FLAG,
        CHOICE
    }

    /** A field that a filter may name. */
    record Field(String name, Kind kind, List<Op> ops, List<String> choices) {

        static Field text(String name, Op... ops) {
            return new Field(name, Kind.TEXT, List.of(ops), List.of());
        }

        static Field time(String name) {
            return new Field(name, Kind.TIME, List.of(Op.GE, Op.LT), List.of());
        }

        static Field flag(String name) {
            return new Field(name, Kind.FLAG, List.of(Op.EQ), List.of());
        }

        static Field choice(String name, String... choices) {
            return new Field(name, Kind.CHOICE, List.of(Op.EQ), List.of(choices));
        }
    }

    private final List<Field> fields;
    private final List<String> sorts;
    private final String usualSort;
    private final boolean searchable;

    Listing(List<Field> fields, List<String> sorts, String usualSort, boolean searchable) {
        this.fields = fields;
        this.sorts = sorts;
        this.usualSort = usualSort;
        this.searchable = searchable;
    }

    List<Field> fields() {
        return fields;
    }

    Optional<Field> field(String name) {
        return fields.stream().filter(field -> field.name().equals(name)).findFirst();
    }

    List<String> sorts() {
        return sorts;
    }

    String usualSort() {
        return usualSort;
    }

    boolean searchable() {
        return searchable;
    }
}
