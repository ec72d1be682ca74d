package io.gatehouse.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.servlet.ServletException;
import java.io.IOException;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jdbc.CannotGetJdbcConnectionException;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.transaction.TransactionSystemException;

final class DatabaseUnavailableFilterTests {

    private final DatabaseUnavailableFilter filter = new DatabaseUnavailableFilter();

    @ParameterizedTest
    @CsvSource({
        "/oauth2/token,,application/json",
        "/oauth2/token,*/*,application/json",
        "/oauth2/authorize,'text/html,application/json;q=0.9',text/html;charset=UTF-8",
        "/userinfo,application/json,application/json",
        "/sign-in,text/html,text/html;charset=UTF-8",
        "/sign-in,,text/html;charset=UTF-8"
    })
    void requestWhenNoConnectionThen503InTheFormAskedFor(String path, @Nullable String accept, String type)
            throws Exception {
        MockHttpServletResponse response = send(
                path,
                accept,
                new CannotGetJdbcConnectionException("no", new SQLTransientConnectionException("pool is empty")));

        assertThat(response.getStatus()).isEqualTo(503);
        assertThat(response.getHeader("Retry-After")).isEqualTo("5");
        assertThat(response.getContentType()).isEqualTo(type);
        assertThat(response.getContentAsString()).doesNotContain("pool is empty", "half a page");
    }

    @ParameterizedTest
    @ValueSource(strings = {"08006", "08001", "57P01", "57P02", "57P03", "57P05", "53300", "57014"})
    void requestWhenConnectionLostMeanwhileThen503(String state) throws Exception {
        assertThat(send("/oauth2/token", null, new IllegalStateException(new SQLException("gone", state)))
                        .getStatus())
                .isEqualTo(503);
    }

    @Test
    void requestWhenConnectionLostAndRollbackFailsThen503() throws Exception {
        TransactionSystemException rollback =
                new TransactionSystemException("JDBC rollback failed", new SQLException("Connection is closed"));
        rollback.initApplicationException(new IllegalStateException(new SQLException("gone", "57P01")));

        assertThat(send("/oauth2/token", null, rollback).getStatus()).isEqualTo(503);
    }

    @Test
    void requestWhenItFailsForAnotherReasonThenNotTouched() {
        assertThatThrownBy(() ->
                        send("/oauth2/token", null, new IllegalStateException(new SQLException("unique", "23505"))))
                .isInstanceOf(ServletException.class);
    }

    private MockHttpServletResponse send(String path, @Nullable String accept, RuntimeException failure)
            throws ServletException, IOException {
        MockHttpServletRequest request = new MockHttpServletRequest("POST", path);
        if (accept != null) {
            request.addHeader("Accept", accept);
        }
        MockHttpServletResponse response = new MockHttpServletResponse();
        filter.doFilter(request, response, (req, res) -> {
            res.getOutputStream().print("half a page");
            throw new ServletException(failure);
        });
        return response;
    }
}
