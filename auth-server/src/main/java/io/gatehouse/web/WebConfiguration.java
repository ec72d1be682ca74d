package io.gatehouse.web;

import io.gatehouse.keyring.Keyring;
import io.gatehouse.shared.GatehouseProperties;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;
import java.time.Duration;
import java.util.stream.Collectors;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.http.CacheControl;
import org.springframework.security.web.context.SecurityContextRepository;
import org.springframework.web.servlet.LocaleResolver;
import org.springframework.web.servlet.config.annotation.ResourceHandlerRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import org.springframework.web.servlet.resource.ResourceUrlEncodingFilter;
import org.springframework.web.servlet.resource.VersionResourceResolver;

/** Wires what all pages share. */
@Configuration(proxyBeanMethods = false)
class WebConfiguration implements WebMvcConfigurer {

    private static final Duration ASSET_LIFETIME = Duration.ofDays(365);

    /** Assets carry a hash of their content in their name, so that browsers may keep them. */
    @Override
    public void addResourceHandlers(ResourceHandlerRegistry registry) {
        registry.addResourceHandler("/assets/**")
                .addResourceLocations("classpath:/static/assets/")
                .setCacheControl(
                        CacheControl.maxAge(ASSET_LIFETIME).cachePublic().immutable())
                .resourceChain(true)
                .addResolver(new VersionResourceResolver().addContentVersionStrategy("/**"));
    }

    @Bean
    static LazyPages lazyPages() {
        return new LazyPages();
    }

    @Bean
    FilterRegistrationBean<ResourceUrlEncodingFilter> assetUrls() {
        FilterRegistrationBean<ResourceUrlEncodingFilter> registration =
                new FilterRegistrationBean<>(new ResourceUrlEncodingFilter());
        registration.setDispatcherTypes(DispatcherType.REQUEST, DispatcherType.ERROR);
        return registration;
    }

    @Bean
    FilterRegistrationBean<RequestIdFilter> requestIds() {
        return first(new RequestIdFilter(), 0);
    }

    @Bean
    FilterRegistrationBean<FailureFilter> failures() {
        return first(new FailureFilter(), 1);
    }

    @Bean
    FilterRegistrationBean<EdgeFilter> edge(GatehouseProperties server, WebProperties web) {
        return first(new EdgeFilter(server, web), 2);
    }

    @Bean
    FilterRegistrationBean<LanguageFilter> languages(BrowserCookies cookies, LocaleResolver localeResolver) {
        return first(new LanguageFilter(cookies, localeResolver), 3);
    }

    @Bean
    FilterRegistrationBean<UploadFilter> uploads(ObjectProvider<UploadPaths> open) {
        return first(
                new UploadFilter(
                        open.stream().flatMap(paths -> paths.paths().stream()).collect(Collectors.toSet())),
                4);
    }

    @Bean
    LocaleResolver localeResolver(BrowserCookies cookies) {
        return new PageLocaleResolver(cookies);
    }

    @Bean
    PageHeaders pageHeaders(GatehouseProperties server) {
        return new PageHeaders(server);
    }

    @Bean
    BrowserCookies browserCookies(GatehouseProperties server) {
        return new BrowserCookies(server);
    }

    @Bean
    BrowserSecurity browserSecurity(
            SecurityContextRepository contexts, Keyring keyring, BrowserCookies cookies, PageHeaders headers) {
        return new BrowserSecurity(contexts, new CookieCsrfTokens(keyring, cookies), headers);
    }

    private static <T extends Filter> FilterRegistrationBean<T> first(T filter, int place) {
        FilterRegistrationBean<T> registration = new FilterRegistrationBean<>(filter);
        registration.setOrder(Ordered.HIGHEST_PRECEDENCE + place);
        registration.setDispatcherTypes(DispatcherType.REQUEST);
        return registration;
    }
}
