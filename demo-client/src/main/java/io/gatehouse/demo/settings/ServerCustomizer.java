package io.gatehouse.demo.settings;

import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.boot.web.server.servlet.ConfigurableServletWebServerFactory;
import org.springframework.stereotype.Component;

/** Applies port, address and the Secure flag of the session cookie. */
@Component
final class ServerCustomizer implements WebServerFactoryCustomizer<ConfigurableServletWebServerFactory> {

    private final DemoProperties properties;

    ServerCustomizer(DemoProperties properties) {
        this.properties = properties;
    }

    @Override
    public void customize(ConfigurableServletWebServerFactory factory) {
        factory.setPort(properties.portNumber());
        factory.setAddress(properties.bindAddress());
        factory.getSettings().getSession().getCookie().setSecure(properties.https());
    }
}
