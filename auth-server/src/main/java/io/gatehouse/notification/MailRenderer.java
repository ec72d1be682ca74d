package io.gatehouse.notification;

import java.util.Map;
import java.util.Set;
import org.springframework.context.MessageSource;
import org.thymeleaf.context.Context;
import org.thymeleaf.spring6.SpringTemplateEngine;
import org.thymeleaf.templatemode.TemplateMode;
import org.thymeleaf.templateresolver.ClassLoaderTemplateResolver;

/** Fills the text and the HTML template of a mail. Separate from the pages' engine, which knows no text templates. */
final class MailRenderer {

    private final SpringTemplateEngine engine;
    private final MessageSource messages;

    MailRenderer(MessageSource messages) {
        this.messages = messages;
        this.engine = new SpringTemplateEngine();
        engine.setTemplateEngineMessageSource(messages);
        engine.setTemplateResolvers(
                Set.of(resolver("*.html", TemplateMode.HTML), resolver("*.txt", TemplateMode.TEXT)));
    }

    RenderedMail render(Mail mail) {
        Map<String, Object> model = Map.copyOf(mail.model());
        Context context = new Context(mail.locale(), model);
        String subject = messages.getMessage(mail.subject(), null, mail.locale());
        return new RenderedMail(
                mail.to(),
                subject,
                engine.process(mail.template() + ".txt", context),
                engine.process(mail.template() + ".html", context));
    }

    private static ClassLoaderTemplateResolver resolver(String pattern, TemplateMode mode) {
        ClassLoaderTemplateResolver resolver = new ClassLoaderTemplateResolver(MailRenderer.class.getClassLoader());
        resolver.setPrefix("templates/mail/");
        resolver.setTemplateMode(mode);
        resolver.setCharacterEncoding("UTF-8");
        resolver.setResolvablePatterns(Set.of(pattern));
        return resolver;
    }
}
