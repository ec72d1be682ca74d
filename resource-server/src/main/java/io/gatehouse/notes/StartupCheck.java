package io.gatehouse.notes;

import org.springframework.boot.context.event.ApplicationEnvironmentPreparedEvent;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.context.ApplicationListener;

/** Checks the settings before anything is started, so that a wrong one costs no time and leaves nothing behind. */
final class StartupCheck implements ApplicationListener<ApplicationEnvironmentPreparedEvent> {

    @Override
    public void onApplicationEvent(ApplicationEnvironmentPreparedEvent event) {
        Binder.get(event.getEnvironment()).bindOrCreate("notes", NotesProperties.class);
    }
}
