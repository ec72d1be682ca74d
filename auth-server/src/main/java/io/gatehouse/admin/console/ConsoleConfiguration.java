package io.gatehouse.admin.console;

import io.gatehouse.web.UploadPaths;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.CacheControl;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.ResourceHandlerRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import org.springframework.web.servlet.resource.VersionResourceResolver;

/** What stands before the pages of the console. Session, CSRF and headers come from the chain of all pages. */
@Configuration(proxyBeanMethods = false)
class ConsoleConfiguration {

    /** The version is that of the build; a test asks for the file. */
    private static final String HTMX = "classpath:/META-INF/resources/webjars/htmx.org/2.0.4/dist/";

    private static final Duration ASSET_LIFETIME = Duration.ofDays(365);

    @Bean
    static UploadPaths consoleUploads() {
        return new UploadPaths(Set.of(ConsoleImportController.UPLOAD));
    }

    @Bean
    WebMvcConfigurer consoleHandlers(
            ObjectProvider<ConsoleInterceptor> interceptor, ObjectProvider<ConsoleArguments> arguments) {
        return new WebMvcConfigurer() {

            @Override
            public void addInterceptors(InterceptorRegistry registry) {
                registry.addInterceptor(interceptor.getObject())
                        .addPathPatterns("/admin", "/admin/**")
                        .excludePathPatterns("/admin/api", "/admin/api/**");
            }

            @Override
            public void addArgumentResolvers(List<HandlerMethodArgumentResolver> resolvers) {
                resolvers.add(arguments.getObject());
            }

            @Override
            public void addResourceHandlers(ResourceHandlerRegistry registry) {
                registry.addResourceHandler("/assets/htmx/**")
                        .addResourceLocations(HTMX)
                        .setCacheControl(CacheControl.maxAge(ASSET_LIFETIME)
                                .cachePublic()
                                .immutable())
                        .resourceChain(true)
                        .addResolver(new VersionResourceResolver().addContentVersionStrategy("/**"));
            }
        };
    }
}
