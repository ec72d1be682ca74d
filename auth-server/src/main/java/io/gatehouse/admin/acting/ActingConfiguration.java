package io.gatehouse.admin.acting;

import io.gatehouse.audit.AuditTrail;
import io.gatehouse.session.SessionService;
import jakarta.servlet.DispatcherType;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Puts the guard before all chains. It stands there even when the feature is off: a session may have begun before. */
@Configuration(proxyBeanMethods = false)
class ActingConfiguration {

    /** After remembered browsers (-102), before the security chains (-100). */
    private static final int ORDER = -101;

    @Bean
    FilterRegistrationBean<ActingGuard> actingGuard(SessionService sessions, AuditTrail audit) {
        FilterRegistrationBean<ActingGuard> registration =
                new FilterRegistrationBean<>(new ActingGuard(sessions, audit));
        registration.setOrder(ORDER);
        registration.setDispatcherTypes(DispatcherType.REQUEST);
        return registration;
    }
}
