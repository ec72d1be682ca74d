package io.gatehouse.notification;

import org.springframework.context.annotation.Condition;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.core.env.Environment;
import org.springframework.core.type.AnnotatedTypeMetadata;
import org.springframework.util.StringUtils;

/** Demo mode without a mail server. */
final class DemoMailboxCondition implements Condition {

    @Override
    public boolean matches(ConditionContext context, AnnotatedTypeMetadata metadata) {
        Environment environment = context.getEnvironment();
        return environment.getProperty("gatehouse.demo", Boolean.class, false)
                && !StringUtils.hasText(environment.getProperty("gatehouse.smtp.host"));
    }
}
