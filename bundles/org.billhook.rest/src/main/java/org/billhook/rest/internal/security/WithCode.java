package org.billhook.rest.internal.security;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A password with a code right after it, as who has a second factor gives it where there is one field alone. */
record WithCode(String password, String code) {

    private static final Pattern FORM =
            Pattern.compile("(?s)(.+?)(\\d{6}|(?i:[a-z2-7]{4}-[a-z2-7]{4}-[a-z2-7]{4}-[a-z2-7]{4}))");

    /** Without a code where the text has none at its end. */
    static WithCode of(String text) {
        Matcher form = FORM.matcher(text);
        return form.matches() ? new WithCode(form.group(1), form.group(2)) : new WithCode(text, "");
    }

    @Override
    public String toString() {
        return "***";
    }
}
