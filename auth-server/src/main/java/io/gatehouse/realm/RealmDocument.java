package io.gatehouse.realm;

import java.util.Map;
import tools.jackson.databind.node.ObjectNode;

/**
 * A realm file after parsing, with placeholders filled in.
 *
 * @param lines the line on which each key's value starts, by key such as {@code clients[0].redirect_uris[1]}
 */
record RealmDocument(ObjectNode tree, Map<String, Integer> lines, RealmProblems problems) {}
