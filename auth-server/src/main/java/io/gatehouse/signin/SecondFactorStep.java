package io.gatehouse.signin;

import io.gatehouse.access.RoleService;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The second factor: asked for when the person has one, when their role or the request wants one, unless this browser is
 * exempt. Who must have one and has none sets one up first.
 */
final class SecondFactorStep implements SignInStep {

    static final String CHOOSE = "/sign-in/factor";
    static final String ENROL = "/sign-in/enrol";

    private final SecondFactors factors;
    private final Collection<FactorExemption> exemptions;
    private final RoleService roles;

    SecondFactorStep(SecondFactors factors, Collection<FactorExemption> exemptions, RoleService roles) {
        this.factors = factors;
        this.exemptions = List.copyOf(exemptions);
        this.roles = roles;
    }

    @Override
    public Optional<String> missing(PendingSignIn pending, HttpServletRequest request) {
        if (pending.multiFactorPassed()) {
            return Optional.empty();
        }
        List<SecondFactor> enrolled = factors.of(pending.account());
        if (enrolled.isEmpty()) {
            return required(pending) ? Optional.of(ENROL) : Optional.empty();
        }
        return exempt(pending, request)
                ? Optional.empty()
                : Optional.of(enrolled.getFirst().path());
    }

    @Override
    public Map<String, String> because(PendingSignIn pending, HttpServletRequest request) {
        if (pending.multiFactorPassed()) {
            return Map.of("because", "factor-passed");
        }
        if (pending.goal().multiFactor()) {
            return Map.of("because", "factor-request");
        }
        boolean enrolled = !factors.of(pending.account()).isEmpty();
        if (enrolled && exempt(pending, request)) {
            return Map.of("because", "factor-trusted");
        }
        String demanding = String.join(" ", factors.demanding(roles.rolesOf(pending.account())));
        if (!demanding.isEmpty()) {
            return Map.of("because", "factor-role", "roles", demanding);
        }
        return Map.of("because", enrolled ? "factor-own" : "factor-none");
    }

    @Override
    public boolean owns(String path, PendingSignIn pending) {
        List<SecondFactor> enrolled = factors.of(pending.account());
        if (enrolled.isEmpty()) {
            return under(path, ENROL);
        }
        return path.equals(CHOOSE) || enrolled.stream().anyMatch(factor -> under(path, factor.path()));
    }

    private boolean required(PendingSignIn pending) {
        return pending.goal().multiFactor() || factors.required(roles.rolesOf(pending.account()));
    }

    private boolean exempt(PendingSignIn pending, HttpServletRequest request) {
        PendingSignIn.Goal goal = pending.goal();
        return !goal.multiFactor()
                && !goal.again()
                && exemptions.stream().anyMatch(exemption -> exemption.holds(pending.account(), request));
    }

    private static boolean under(String path, String folder) {
        return path.equals(folder) || path.startsWith(folder + "/");
    }
}
