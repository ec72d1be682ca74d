package io.gatehouse.signin;

import io.gatehouse.shared.AccountId;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;

/** All second factors of the house: which of them a person has, and who must have one. */
public final class SecondFactors {

    private final List<SecondFactor> factors;
    private final SignInProperties properties;

    SecondFactors(Collection<SecondFactor> factors, SignInProperties properties) {
        this.factors = factors.stream()
                .sorted(Comparator.comparingInt(SecondFactor::rank))
                .toList();
        this.properties = properties;
    }

    /** What the person can use now, the preferred one first; nothing if all they have only stands in for others. */
    public List<SecondFactor> of(AccountId account) {
        List<SecondFactor> enrolled =
                factors.stream().filter(factor -> factor.enrolled(account)).toList();
        return enrolled.stream().allMatch(SecondFactor::standIn) ? List.of() : enrolled;
    }

    /** Whether the person has a second factor. */
    public boolean any(AccountId account) {
        return factors.stream().anyMatch(factor -> !factor.standIn() && factor.enrolled(account));
    }

    /** Whether somebody with these roles must have one. */
    public boolean required(Collection<String> roles) {
        return !demanding(roles).isEmpty();
    }

    /** Those of the roles for whose sake somebody must have one. */
    List<String> demanding(Collection<String> roles) {
        return roles.stream().filter(properties.secondFactorRoles()::contains).toList();
    }

    /** Those that can be set up while signing in. */
    List<SecondFactor> enrollable() {
        return factors.stream().filter(factor -> factor.enrolPath().isPresent()).toList();
    }
}
