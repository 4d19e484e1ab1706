package org.billhook.fieldcheck.expression;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.util.Set;
import org.billhook.core.model.Phase;
import org.billhook.testkit.SampleFields;
import org.billhook.testkit.SampleObject;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("G-2")
class ConditionTest {

    private static final Set<String> ATTRIBUTES = Set.of("customer", "quantity", "priority", "order", "element");
    private static final Set<String> REFERENCES = Set.of("order", "element");

    private static final SampleObject ITEM = SampleObject.of("sales-order-item/4711-10")
            .with("customer", "ACME")
            .with("quantity", "10.50")
            .in("RELEASED", Phase.RELEASED)
            .alreadyBilled()
            .postedOn("2026-01-15");

    private static final SampleObject ORDER =
            SampleObject.of("sales-order/4711").with("customer", "HOLDING").in("IN_PROCESS", Phase.IN_PROCESS);

    private static boolean holds(String expression) {
        return Condition.parse(expression)
                .holds(SampleFields.showing(
                                ITEM, "name", "status", "customer", "quantity", "priority", "order", "element")
                        .naming("order", ORDER));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "customer == 'ACME'",
                "customer in ['ACME', 'OTHER']",
                "customer.startsWith('AC')",
                "customer.matches('^A.*E$')",
                "customer.lowerAscii() == 'acme'",
                "priority == ''",
                "object.kind == 'sales-order-item' && object.key == '4711-10'",
                "object.status == \"RELEASED\" && object.phase == \"RELEASED\"",
                "object.name == '4711-10'",
                "object.billed && !object.isNew",
                "object.firstPosting == '2026-01-15' && object.firstPosting < '2026-02-01'",
                "quantity != '' && compare(quantity, '10.5') == 0",
                "quantity != '' && compare(quantity, '9') > 0 && compare(quantity, '10.51') < 0",
                "compare('1e2', '100') == 0",
                "object.transactionType == 'sales-order'",
                "header.customer == 'HOLDING' && customer != header.customer",
                "named.order.status == 'IN_PROCESS' && named.order.key == '4711' && named.order.kind == 'sales-order'",
                "header.phase == 'IN_PROCESS' && header.name == '4711' && header.reference == ''",
                "named.element.status == ''"
            })
    void holdsForTheItem(String expression) {
        assertThatCode(() -> Condition.check(expression, ATTRIBUTES, REFERENCES))
                .as("fits the kind")
                .doesNotThrowAnyException();
        assertThat(holds(expression)).isTrue();
        assertThat(holds("!(" + expression + ")")).isFalse();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "customr == 'ACME'            | line 1, column 1: undeclared reference to 'customr'",
                "object.statis == 'OPEN'      | undeclared reference to 'object'",
                "object.statis == 'OPEN'      | It can name [object.kind, object.key, object.name, object.status,",
                "customr == 'ACME'            | and the attributes [customer, element, order, priority, quantity]",
                "customer > 5                 | found no matching overload for '_>_'",
                "customer + 'x'               | It must be true or false",
                "customer ==                  | line 1, column",
                "named.customer.status == ''  | 'customer' names no object, which named.customer.status asks for; these do:",
                "compare(quantity, 9) > 0     | found no matching overload for 'compare'",
                "compare(quantity, '9') > 0   | It fails for an object whose attributes are empty",
                "customer.matches('(')        | It fails for an object",
            })
    void whatDoesNotFitSaysWhere(String expression, String message) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Condition.check(expression, ATTRIBUTES, REFERENCES))
                .withMessageContaining(message);
    }

    @Test
    void emptyValuesCanBeAskedForFirst() {
        assertThatCode(() -> Condition.check("quantity != '' && compare(quantity, '9') > 0", ATTRIBUTES, REFERENCES))
                .doesNotThrowAnyException();
    }

    @Test
    void whatIsLongerThanAllowedIsRefused() {
        String longest = "true || " + "x".repeat(Condition.LONGEST - 8);
        assertThatCode(() -> Condition.parse(longest)).doesNotThrowAnyException();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Condition.parse(longest + "x"))
                .withMessage("It has 2001 characters; 2000 are allowed");
    }

    @Test
    void nestingWithoutEndIsRefused() {
        String deep = "(".repeat(990) + "true" + ")".repeat(990);
        assertThatIllegalArgumentException().isThrownBy(() -> Condition.parse(deep));
    }

    /** So many walks through ten numbers, each inside of the one before. */
    private static String walks(int deep) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < deep; i++) {
            text.append("[1,2,3,4,5,6,7,8,9,0].all(v").append(i).append(", ");
        }
        return text + "v0 >= 0" + ")".repeat(deep);
    }

    private static String numbers(int count) {
        return "[" + "1,".repeat(count - 1) + "1]";
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "customer.split(',').exists(part, part == 'ACME')",
                "['ACME', 'OTHER'].exists(one, customer.startsWith(one) && ['1', '2'].all(two, two != quantity))",
                "['a', 'b'].map(one, one + customer).filter(one, one != '').exists(one, one == 'aACME')",
                "customer.replace('A', 'B') == 'BCME'",
                "customer.matches('^A[A-Z]{2}E$')",
            })
    void whatEndsSoonIsTaken(String expression) {
        assertThatCode(() -> Condition.check(expression, ATTRIBUTES, REFERENCES))
                .doesNotThrowAnyException();
        assertThat(holds(expression)).isTrue();
    }

    @Test
    void walksInsideOfEachOtherAreBounded() {
        assertThatCode(() -> Condition.check(walks(2), ATTRIBUTES, REFERENCES)).doesNotThrowAnyException();
        for (int deep : new int[] {3, 7, 60}) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> Condition.check(walks(deep), ATTRIBUTES, REFERENCES))
                    .withMessageContaining("lists more than 2 deep");
            assertThatIllegalArgumentException().isThrownBy(() -> Condition.parse(walks(deep)));
        }
    }

    @Test
    void stepsAreBoundedWhateverTheValuesAre() {
        String short1 = numbers(100) + ".all(a, " + numbers(100) + ".all(b, a == b))";
        assertThatCode(() -> Condition.parse(short1)).doesNotThrowAnyException();
        for (String endless : new String[] {
            numbers(450) + ".all(a, " + numbers(450) + ".all(b, a == b))",
            // not reached by an object whose attributes are empty
            "customer != '' && " + numbers(400) + ".all(a, " + numbers(400) + ".all(b, a == b))",
            "customer.split('').all(a, customer.split('').all(b, a == b))",
            "customer" + ".replace('', customer)".repeat(6) + " == ''",
            "'x'" + ".replace('', '%s')".formatted("y".repeat(200)).repeat(6) + " == ''",
            "[customer]" + ".map(v, v + v + v + v)".repeat(20) + " == []",
            "customer" + ".split('').join(customer)".repeat(4) + " == ''",
        }) {
            assertThatIllegalArgumentException()
                    .as(endless)
                    .isThrownBy(() -> Condition.parse(endless))
                    .withMessageContaining("more than 100000 steps");
            assertThatIllegalArgumentException()
                    .as(endless)
                    .isThrownBy(() -> Condition.check(endless, ATTRIBUTES, REFERENCES))
                    .withMessageContaining("more than 100000 steps");
        }
    }

    @Test
    void partsInsideOfEachOtherAreBounded() {
        assertThatCode(() -> Condition.parse("!".repeat(190) + "true")).doesNotThrowAnyException();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Condition.parse("!(".repeat(210) + "object.billed" + ")".repeat(210)));
        String many = String.join(" || ", java.util.Collections.nCopies(90, "customer == 'A'"));
        assertThatCode(() -> Condition.parse(many)).doesNotThrowAnyException();
    }

    @Test
    void whatCanNotBeToldThrows() {
        assertThatIllegalStateException().isThrownBy(() -> holds("compare(customer, '1') > 0"));
        assertThatIllegalStateException().isThrownBy(() -> holds("plant == 'X'"));
        assertThatIllegalStateException().isThrownBy(() -> holds("customer"));
    }
}
