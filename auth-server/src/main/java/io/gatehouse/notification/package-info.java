/**
 * The transactional outbox: mail is written with the change that causes it and delivered later, with retry.
 */
@NullMarked
@ApplicationModule(
        displayName = "Notification",
        allowedDependencies = {"shared", "database", "keyring", "web"})
package io.gatehouse.notification;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
