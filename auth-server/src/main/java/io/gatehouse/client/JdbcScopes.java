package io.gatehouse.client;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

@Repository
final class JdbcScopes {

    private final JdbcClient jdbc;

    JdbcScopes(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    Map<String, Scope> all() {
        Map<String, Scope> all = new LinkedHashMap<>();
        jdbc.sql("select name, resource, title, description from client_scope order by name")
                .query(Scope.class)
                .list()
                .forEach(scope -> all.put(scope.name(), scope));
        return Collections.unmodifiableMap(all);
    }

    boolean exists(String name) {
        return jdbc.sql("select exists(select from client_scope where name = :name)")
                .param("name", name)
                .query(Boolean.class)
                .single();
    }

    boolean upsert(Scope scope) {
        return jdbc.sql("""
                        insert into client_scope as s (name, resource, title, description)
                        values (:name, :resource, :title, :description)
                        on conflict (name) do update
                        set resource = excluded.resource, title = excluded.title, description = excluded.description
                        where (s.resource, s.title, s.description)
                              is distinct from (excluded.resource, excluded.title, excluded.description)
                        """)
                        .param("name", scope.name())
                        .param("resource", scope.resource())
                        .param("title", scope.title())
                        .param("description", scope.description())
                        .update()
                == 1;
    }
}
