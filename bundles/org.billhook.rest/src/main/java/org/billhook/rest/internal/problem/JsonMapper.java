package org.billhook.rest.internal.problem;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.exc.InvalidDefinitionException;
import com.fasterxml.jackson.databind.exc.InvalidFormatException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import java.util.List;
import java.util.stream.Collectors;
import org.billhook.core.model.Finding;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.jakartars.whiteboard.propertytypes.JakartarsExtension;

/** JSON that can't be read: says which field, which value, and what is allowed, in words of the API. */
@Component(service = ExceptionMapper.class)
@JakartarsExtension
public final class JsonMapper implements ExceptionMapper<JsonProcessingException> {

    private static final int SHOWN = 80;

    private final FaultMapper faults = new FaultMapper();

    @Override
    public Response toResponse(JsonProcessingException exception) {
        if (exception instanceof InvalidDefinitionException) {
            return faults.toResponse(exception);
        }
        Finding finding = finding(exception);
        return new Problem(400, "UNREADABLE", finding.message(), List.of(finding))
                .answer()
                .build();
    }

    static Finding finding(JsonProcessingException exception) {
        if (exception instanceof UnrecognizedPropertyException unknown) {
            return unknownField(unknown);
        }
        if (exception instanceof InvalidFormatException wrong) {
            String value = shorten(String.valueOf(wrong.getValue()));
            return Finding.error(
                    "WRONG_VALUE",
                    path(wrong),
                    "%s: '%s' is not %s".formatted(path(wrong), value, Allowed.of(wrong.getTargetType())));
        }
        if (exception instanceof MismatchedInputException wrong) {
            return Finding.error(
                    "WRONG_TYPE",
                    path(wrong),
                    "%s must be %s".formatted(path(wrong), Allowed.of(wrong.getTargetType())));
        }
        if (exception instanceof StreamConstraintsException) {
            return Finding.error("JSON_TOO_LARGE", "The body has a text, a number or a nesting that is too long");
        }
        return exception instanceof JsonMappingException wrong
                ? Finding.error("WRONG_VALUE", path(wrong), "%s can't be taken".formatted(path(wrong)))
                : noJson(exception.getLocation());
    }

    private static Finding unknownField(UnrecognizedPropertyException unknown) {
        String known = unknown.getKnownPropertyIds().stream()
                .map(String::valueOf)
                .sorted()
                .collect(Collectors.joining(", "));
        return Finding.error(
                "UNKNOWN_FIELD",
                path(unknown),
                "Field '%s' is not known; known are %s".formatted(path(unknown), known));
    }

    private static Finding noJson(JsonLocation at) {
        String where = at == null ? "" : " at line %d, column %d".formatted(at.getLineNr(), at.getColumnNr());
        return Finding.error("NO_JSON", "The body is not JSON" + where + ", or a field stands in it twice");
    }

    private static String path(JsonMappingException exception) {
        StringBuilder path = new StringBuilder();
        for (JsonMappingException.Reference step : exception.getPath()) {
            if (step.getFieldName() == null) {
                path.append('[').append(step.getIndex()).append(']');
            } else {
                path.append(path.isEmpty() ? "" : ".").append(step.getFieldName());
            }
        }
        return path.isEmpty() ? "body" : shorten(path.toString());
    }

    private static String shorten(String text) {
        return text.length() <= SHOWN ? text : text.substring(0, SHOWN) + "…";
    }
}
