package io.gatehouse.signin;

import io.gatehouse.access.RoleService;
import java.time.Clock;
import javax.sql.DataSource;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/** Wires the dispatcher's steps, in the order in which they are asked, and the guard before their pages. */
@Configuration(proxyBeanMethods = false)
class SignInFlowConfiguration {

    @Bean
    SecondFactors secondFactors(ObjectProvider<SecondFactor> factors, SignInProperties properties) {
        return new SecondFactors(factors.stream().toList(), properties);
    }

    /** The factor comes first: nothing of the account may change before it. */
    @Bean
    @Order(1)
    SignInStep secondFactorStep(SecondFactors factors, ObjectProvider<FactorExemption> exemptions, RoleService roles) {
        return new SecondFactorStep(factors, exemptions.stream().toList(), roles);
    }

    @Bean
    @Order(3)
    SignInStep termsStep(Terms terms) {
        return new TermsStep(terms);
    }

    @Bean
    Terms terms(DataSource dataSource, SignInProperties properties, Clock clock) {
        return new Terms(new JdbcTerms(dataSource), properties, clock);
    }

    @Bean
    FreshSignIn freshSignIn(SecondFactors factors, SignInProperties properties, Clock clock) {
        return new FreshSignIn(factors, properties, clock);
    }

    @Bean
    StepUp stepUp(SignInFlow flow, FreshSignIn freshSignIn) {
        return new StepUp(flow, freshSignIn);
    }

    @Bean
    WebMvcConfigurer signInGuard(ObjectProvider<SignInFlow> flow) {
        return new WebMvcConfigurer() {
            @Override
            public void addInterceptors(InterceptorRegistry registry) {
                registry.addInterceptor(new SignInGuard(flow.getObject()))
                        .addPathPatterns("/sign-in/**")
                        .excludePathPatterns("/sign-in");
            }
        };
    }
}
