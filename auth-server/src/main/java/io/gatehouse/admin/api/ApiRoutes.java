package io.gatehouse.admin.api;

import io.gatehouse.admin.Deed;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/** Every route below the API's path as the dispatcher knows it, and what is wrong with the way that one is declared. */
@Component
final class ApiRoutes {

    private final ObjectProvider<RequestMappingHandlerMapping> mappings;

    ApiRoutes(@Qualifier("requestMappingHandlerMapping") ObjectProvider<RequestMappingHandlerMapping> mappings) {
        this.mappings = mappings;
    }

    /** One method on one path. */
    record Route(String method, String path, Method handler) {

        @Nullable
        Requires requires() {
            return handler.getAnnotation(Requires.class);
        }

        Optional<Class<?>> body() {
            return Arrays.stream(handler.getParameters())
                    .filter(parameter -> parameter.isAnnotationPresent(JsonBody.class))
                    .<Class<?>>map(parameter -> parameter.getType())
                    .findFirst();
        }

        Optional<Listing> listing() {
            return Arrays.stream(handler.getParameters())
                    .filter(parameter -> parameter.isAnnotationPresent(Listed.class))
                    .map(parameter -> parameter.getAnnotation(Listed.class).value())
                    .findFirst();
        }

        boolean takes(Class<?> type) {
            return Arrays.asList(handler.getParameterTypes()).contains(type);
        }

        /** Why nobody should ship this route; empty when it declares what it has to. */
        Optional<String> fault() {
            Requires requires = requires();
            if ((requires == null) != handler.isAnnotationPresent(TokenSuffices.class)) {
                return Optional.of("has to declare either what it requires or that a token suffices");
            }
            if (requires == null) {
                return Optional.empty();
            }
            boolean person = takes(AdminPerson.class) || takes(AdminSession.class);
            boolean guarded = switch (requires.over()) {
                case PERSON -> person;
                case GROUP -> takes(AdminGroup.class);
                case REACH -> !person && !takes(AdminGroup.class);
                case EVERYTHING -> !person;
            };
            if (!guarded) {
                return Optional.of("takes other objects than the permission is said to extend over");
            }
            if (method.equals("GET") != (requires.does() == Deed.READ)) {
                return Optional.of("has to say what it does, if it is anything but reading");
            }
            if (method.equals("POST") && !takes(Once.class)) {
                return Optional.of("can't be repeated safely");
            }
            return method.equals("GET") && !ObjectGuard.reads(requires.value())
                    ? Optional.of("reads with a permission to change")
                    : Optional.empty();
        }
    }

    List<Route> all() {
        return mappings.getObject().getHandlerMethods().entrySet().stream()
                .flatMap(entry -> routes(entry.getKey(), entry.getValue().getMethod()).stream())
                .filter(route -> route.path().startsWith(ApiPaths.ROOT + "/"))
                .sorted(Comparator.comparing(Route::path).thenComparing(Route::method))
                .toList();
    }

    private static List<Route> routes(RequestMappingInfo info, Method handler) {
        return info.getPatternValues().stream()
                .flatMap(path -> info.getMethodsCondition().getMethods().isEmpty()
                        ? java.util.stream.Stream.of(new Route("*", path, handler))
                        : info.getMethodsCondition().getMethods().stream()
                                .map(method -> new Route(method.name(), path, handler)))
                .toList();
    }
}
