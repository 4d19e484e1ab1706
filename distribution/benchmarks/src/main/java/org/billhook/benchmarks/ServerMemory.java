package org.billhook.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.billhook.harness.Server;

/** Reads how much memory a server took. */
final class ServerMemory {

    /** For {@code JAVA_OPTS} of the server. */
    static final String GC_LOG = "-Xlog:gc:file=data/gc.log";

    private static final Pattern PEAK = Pattern.compile("VmHWM:\\s+([0-9]+) kB");
    private static final Pattern COLLECTED = Pattern.compile("[0-9]+M->([0-9]+)M\\([0-9]+M\\)");

    private ServerMemory() {}

    static long residentMiB(Server server) throws IOException {
        long pid = server.process().orElseThrow().pid();
        Matcher matcher = PEAK.matcher(Files.readString(Path.of("/proc/" + pid + "/status")));
        return matcher.find() ? Long.parseLong(matcher.group(1)) / 1024 : -1;
    }

    static long heapMiB(Server server) throws IOException {
        long most = 0;
        Matcher matcher = COLLECTED.matcher(Files.readString(server.home().resolve("data/gc.log")));
        while (matcher.find()) {
            most = Math.max(most, Long.parseLong(matcher.group(1)));
        }
        return most;
    }
}
