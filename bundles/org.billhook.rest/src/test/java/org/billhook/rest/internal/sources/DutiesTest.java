package org.billhook.rest.internal.sources;

import static org.assertj.core.api.Assertions.assertThat;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Path;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.billhook.core.ledger.ActKind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A command needs the same role alone and together with others, and says so. */
class DutiesTest {

    static Iterable<ActKind> kinds() {
        return Duties.kinds();
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void eachKindHasAMethodOfItsOwnWithTheSameRoles(ActKind kind) {
        String path = "{id}/" + kind.name().toLowerCase(Locale.ROOT).replace('_', '-');
        Method method = Arrays.stream(CommandsResource.class.getMethods())
                .filter(one -> one.isAnnotationPresent(Path.class)
                        && one.getAnnotation(Path.class).value().equals(path))
                .findFirst()
                .orElseThrow();
        List<String> roles = List.of(method.getAnnotation(RolesAllowed.class).value());
        assertThat(roles).containsExactlyInAnyOrderElementsOf(Duties.roles(kind));
        assertThat(method.getAnnotation(Operation.class).description().split("\\.")[0])
                .isEqualTo("Role: " + String.join(" or ", roles));
    }

    @Test
    void theDescriptionNamesEveryKind() throws NoSuchMethodException {
        Set<ActKind> all = EnumSet.copyOf(Duties.kinds());
        all.addAll(Duties.ofRuns());
        Schema kind = CommandJson.class.getDeclaredMethod("kind").getAnnotation(Schema.class);
        assertThat(kind.allowableValues())
                .containsExactlyInAnyOrderElementsOf(
                        all.stream().map(Enum::name).toList());
    }
}
