package io.gatehouse.realm;

import com.networknt.schema.Error;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import com.networknt.schema.path.NodePath;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/** Holds a document against {@code realm/realm.schema.json}. */
final class RealmSchema {

    private RealmSchema() {}

    static void check(RealmDocument document) {
        for (Error error : schema().validate(document.tree().toString(), InputFormat.JSON)) {
            String key = key(error.getInstanceLocation());
            if ("additionalProperties".equals(error.getKeyword())
                    || "unevaluatedProperties".equals(error.getKeyword())) {
                key = key.isEmpty() ? error.getProperty() : key + "." + error.getProperty();
                document.problems().add(key, "this key is not known.");
            } else if ("required".equals(error.getKeyword())) {
                document.problems().add(key, "the key " + error.getProperty() + " is missing.");
            } else {
                document.problems().add(key, error.getMessage() + ".");
            }
        }
    }

    private static Schema schema() {
        try (InputStream in = RealmSchema.class.getResourceAsStream("/realm/realm.schema.json")) {
            if (in == null) {
                throw new IllegalStateException("realm/realm.schema.json is not on the class path");
            }
            return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                    .getSchema(in, InputFormat.JSON);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String key(NodePath path) {
        StringBuilder key = new StringBuilder();
        for (int i = 0; i < path.getNameCount(); i++) {
            Object part = path.getElement(i);
            if (part instanceof Integer index) {
                key.append('[').append(index).append(']');
            } else {
                key.append(key.isEmpty() ? "" : ".").append(part);
            }
        }
        return key.toString();
    }
}
