package io.gatehouse.cli;

import io.gatehouse.account.Account;
import io.gatehouse.account.AccountService;
import io.gatehouse.account.EmailAddress;
import io.gatehouse.shared.ErrorCode;
import io.gatehouse.shared.GatehouseException;

/** Finds the person that a command's argument names. */
final class People {

    private People() {}

    static Account find(House house, String email) {
        return house.room(AccountService.class)
                .findByEmail(address(email))
                .orElseThrow(() ->
                        new GatehouseException(ErrorCode.NOT_FOUND, "There is no account with this e-mail address."));
    }

    static EmailAddress address(String email) {
        try {
            return EmailAddress.parse(email);
        } catch (IllegalArgumentException e) {
            throw new GatehouseException(ErrorCode.INVALID_REQUEST, "'" + email + "' is not an e-mail address.", e);
        }
    }
}
