package org.billhook.rest.whiteboard.internal;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.http.HttpServletRequest;
import java.lang.reflect.Proxy;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReadableTest {

    private static HttpServletRequest request(String path, String query, String type) {
        return (HttpServletRequest) Proxy.newProxyInstance(
                ReadableTest.class.getClassLoader(),
                new Class<?>[] {HttpServletRequest.class},
                (proxy, method, arguments) -> switch (method.getName()) {
                    case "getRequestURI" -> path;
                    case "getQueryString" -> query;
                    case "getContentType" -> type;
                    default -> throw new UnsupportedOperationException(method.getName());
                });
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                "/ready, -, -, 0",
                "/a%20b, a=%C3%A4&b=1%25, application/json, 0",
                "/ready, -, application/json;charset=utf-8, 0",
                "/ready, -, 'application/json; Charset=\"ISO-8859-1\"', 0",
                "/ready, -, multipart/form-data; boundary=charsetx, 0",
                "/ready, a=%ZZ, -, 400",
                "/ready, a=%, -, 400",
                "/ready%4, -, -, 400",
                "/ready, -, application/json;charset=none, 415",
                "/ready, -, application/json; charset=, 415",
                "/ready, -, application/json; charset=u+t/f, 415",
            })
    void whatTheFrameworkStumblesOverIsTold(String path, String query, String type, int status) {
        Optional<Problem> problem = Readable.problem(request(path, query, type));

        assertThat(problem.map(Problem::status).orElse(0)).isEqualTo(status);
    }
}
