package org.billhook.harness;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** Does what the first start of a server asks for: logs in with the password it made, and changes it. */
public final class Administrator {

    public static final String NAME = "admin";

    private Administrator() {}

    /**
     * The API as the administrator.
     *
     * @param home folder of the server
     * @param password the one that shall count, now if this is the first login, or since an earlier one
     */
    public static Api login(Path home, String address, String password) throws IOException {
        Path first = home.resolve("data/first-password.txt");
        if (Files.exists(first)) {
            String given = Files.readString(first).trim().split(":", 2)[1];
            Api.anonymous(address)
                    .as(NAME, given)
                    .post("/users/me/password", Map.of("current", given, "password", password))
                    .expect(204);
        }
        return Api.anonymous(address).as(NAME, password);
    }
}
