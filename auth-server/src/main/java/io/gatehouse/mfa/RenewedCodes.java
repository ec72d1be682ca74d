package io.gatehouse.mfa;

import io.gatehouse.shared.UuidV7;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.springframework.http.ResponseEntity;
import org.springframework.web.servlet.ModelAndView;

/** Shows recovery codes that were just made: on a page, and as a file as long as that page is open. */
final class RenewedCodes {

    private static final Duration LIFETIME = Duration.ofMinutes(15);

    private final FactorSetups setups;
    private final SetupPages pages;
    private final Clock clock;

    RenewedCodes(FactorSetups setups, SetupPages pages, Clock clock) {
        this.setups = setups;
        this.pages = pages;
        this.clock = clock;
    }

    ModelAndView page(List<String> codes, SetupOwner owner) {
        FactorSetup setup = new FactorSetup(
                UuidV7.next(clock),
                new byte[0],
                "",
                FactorSetup.UNCONFIRMED,
                codes,
                clock.instant().plus(LIFETIME));
        return pages.codes("mfa/recovery-codes", new Enrolment.Draft(setup, setups.seal(setup, owner)));
    }

    Optional<ResponseEntity<String>> file(String field, SetupOwner owner) {
        return setups.open(field, owner).map(setup -> pages.file(setup.codes()));
    }
}
