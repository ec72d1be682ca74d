package io.gatehouse.ops;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;

/** Tells the operator of a fresh server how to become its administrator: the only place where the link is ever shown. */
final class FirstAdminAnnouncement {

    private static final Logger LOG = LoggerFactory.getLogger(FirstAdminAnnouncement.class);

    private final FirstAdminService service;
    private final FirstAdminLinks links;

    FirstAdminAnnouncement(FirstAdminService service, FirstAdminLinks links) {
        this.service = service;
        this.links = links;
    }

    @EventListener(ApplicationReadyEvent.class)
    void announce() {
        if (service.needed()) {
            LOG.warn(
                    "There is no administrator yet. Within {} minutes, open this link to set one up: {}",
                    FirstAdminLinks.LIFETIME.toMinutes(),
                    links.link());
        }
    }
}
