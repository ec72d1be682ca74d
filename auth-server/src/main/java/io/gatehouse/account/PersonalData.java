package io.gatehouse.account;

import io.gatehouse.shared.AccountId;

/**
 * What a feature keeps about a person, for the file that they can download. Each feature contributes its own as a bean; none
 * gives a secret, a hash of one, or what others could use to pretend to be the person.
 */
public interface PersonalData {

    /** The key in the file, such as {@code passkeys}. */
    String section();

    /** Records, lists, maps, texts, numbers and times that go into the file as JSON. */
    Object of(AccountId account);
}
