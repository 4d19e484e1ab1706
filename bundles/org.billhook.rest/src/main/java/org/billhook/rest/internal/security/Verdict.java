package org.billhook.rest.internal.security;

import java.util.Optional;
import java.util.Set;

/**
 * What was found of one try to log in.
 *
 * @param roles stored ones, if the password was right
 * @param step of no meaning after a wrong password
 */
record Verdict(Optional<Set<String>> roles, SecondStep.Result step) {

    static Verdict wrongPassword() {
        return new Verdict(Optional.empty(), SecondStep.Result.MISSING);
    }

    /** Whether it is a login. */
    boolean isLogin() {
        return roles.isPresent() && step != SecondStep.Result.MISSING && step != SecondStep.Result.WRONG;
    }

    /** Whether the password was right, and nothing was guessed beyond it. */
    boolean isHalf() {
        return roles.isPresent() && step == SecondStep.Result.MISSING;
    }
}
