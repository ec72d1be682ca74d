package io.gatehouse.registration;

import io.gatehouse.account.EmailAddress;
import io.gatehouse.account.Profile;
import java.util.Locale;

/** A checked sign-up form. */
record SignUp(EmailAddress email, Profile profile, String password, SignUpBrowser browser, Locale locale) {

    @Override
    public String toString() {
        return "SignUp[]";
    }
}
