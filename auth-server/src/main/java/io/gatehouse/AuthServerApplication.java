package io.gatehouse;

import io.gatehouse.cli.AdminCommand;
import java.util.Arrays;
import java.util.List;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;

/** Starts the authorization server, or runs one operator's command when the first argument is {@code admin}. */
@SpringBootApplication
@ConfigurationPropertiesScan
public class AuthServerApplication {

    public static void main(String[] args) {
        List<String> arguments = Arrays.asList(args);
        if (!arguments.isEmpty() && arguments.getFirst().equals("admin")) {
            System.exit(AdminCommand.run(arguments.subList(1, arguments.size())));
        }
        SpringApplication.run(AuthServerApplication.class, args);
    }
}
