package org.billhook.itests;

import java.io.IOException;
import java.nio.file.Path;
import org.billhook.harness.Administrator;
import org.billhook.harness.Api;

/** A server that tests drive, however it was started. */
interface RunningServer extends AutoCloseable {

    /** Of every administrator in these tests. */
    String PASSWORD = "of-tests-and-nothing-else";

    Path home();

    /** For example {@code http://127.0.0.1:8181}. */
    String address();

    int sshPort();

    /** The API as the administrator. */
    default Api api() throws IOException {
        return Administrator.login(home(), address(), PASSWORD);
    }
}
