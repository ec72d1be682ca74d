package io.gatehouse.audit;

import java.util.ArrayDeque;
import java.util.Deque;

/** The Merkle tree hash of RFC 6962 section 2.1 over leaves that come one by one, in memory that grows with the tree's height. */
final class MerkleTree {

    /** The root of a complete subtree. */
    private record Subtree(long leaves, byte[] root) {}

    private final Deque<Subtree> complete = new ArrayDeque<>();

    void add(byte[] leaf) {
        Subtree grown = new Subtree(1, leaf);
        while (!complete.isEmpty() && complete.peek().leaves() == grown.leaves()) {
            Subtree left = complete.pop();
            grown = new Subtree(2 * grown.leaves(), TrailHash.node(left.root(), grown.root()));
        }
        complete.push(grown);
    }

    byte[] root() {
        if (complete.isEmpty()) {
            return TrailHash.sha256().digest();
        }
        byte[] root = null;
        for (Subtree left : complete) {
            root = root == null ? left.root() : TrailHash.node(left.root(), root);
        }
        return root == null ? TrailHash.NOTHING : root;
    }

    void clear() {
        complete.clear();
    }
}
