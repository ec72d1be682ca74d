package io.gatehouse.password;

import com.nulabinc.zxcvbn.StandardDictionaries;
import com.nulabinc.zxcvbn.matchers.Dictionary;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The word lists that zxcvbn brings along: common passwords, and words of everyday English. Read at the first use. */
final class WordLists {

    private static final Set<String> NOT_WORDS = Set.of(StandardDictionaries.PASSWORDS);
    private static final int SHORTEST_WORD = 3;

    private WordLists() {}

    private static final class Holder {

        private static final List<Dictionary> ALL = load();
        private static final Set<String> PASSWORDS = passwords();
        private static final Set<String> WORDS = words();

        private static List<Dictionary> load() {
            try {
                return List.copyOf(StandardDictionaries.loadAllDictionaries());
            } catch (IOException e) {
                throw new UncheckedIOException("The word lists of zxcvbn can't be read", e);
            }
        }

        private static Set<String> passwords() {
            for (Dictionary dictionary : ALL) {
                if (dictionary.getName().equals(StandardDictionaries.PASSWORDS)) {
                    return Set.copyOf(dictionary.getFrequencies());
                }
            }
            throw new IllegalStateException("zxcvbn has no list of common passwords any more");
        }

        private static Set<String> words() {
            Set<String> words = new HashSet<>();
            for (Dictionary dictionary : ALL) {
                if (!NOT_WORDS.contains(dictionary.getName())) {
                    words.addAll(dictionary.getFrequencies());
                }
            }
            words.removeIf(word -> word.length() < SHORTEST_WORD);
            return Set.copyOf(words);
        }
    }

    static List<Dictionary> all() {
        return Holder.ALL;
    }

    /** In lower case. */
    static Set<String> commonPasswords() {
        return Holder.PASSWORDS;
    }

    /** In lower case, three letters and longer. */
    static Set<String> words() {
        return Holder.WORDS;
    }
}
