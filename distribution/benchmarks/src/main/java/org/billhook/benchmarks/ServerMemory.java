package org.billhook.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.billhook.harness.Server;

/** Watches how much memory a server takes from now on. */
final class ServerMemory {

    /** For {@code JAVA_OPTS} of the server. */
    static final String GC_LOG = "-Xlog:gc:file=data/gc.log:time:filecount=0";

    private static final Pattern RESIDENT = Pattern.compile("VmHWM:\\s+([0-9]+) kB");
    private static final Pattern COLLECTED = Pattern.compile("([0-9]+)M->([0-9]+)M\\([0-9]+M\\)");

    private final Path log;
    private final Path process;
    private final int seen;

    /**
     * Most memory, in MiB.
     *
     * @param live heap in use after a collection
     * @param heap in use before one
     * @param resident of the process, with what the virtual machine takes beside the heap
     */
    record Peak(long live, long heap, long resident) {

        static Peak most(Peak one, Peak other) {
            return new Peak(
                    Math.max(one.live, other.live),
                    Math.max(one.heap, other.heap),
                    Math.max(one.resident, other.resident));
        }

        @Override
        public String toString() {
            return live + "/" + heap + "/" + resident;
        }
    }

    ServerMemory(Server server) throws IOException {
        log = server.home().resolve("data/gc.log");
        process = Path.of("/proc/" + server.process().orElseThrow().pid());
        seen = Files.readString(log).length();
        Files.writeString(process.resolve("clear_refs"), "5"); // the mark of most resident memory begins again
    }

    Peak peak() throws IOException {
        long live = 0;
        long heap = 0;
        Matcher collected = COLLECTED.matcher(Files.readString(log).substring(seen));
        while (collected.find()) {
            heap = Math.max(heap, Long.parseLong(collected.group(1)));
            live = Math.max(live, Long.parseLong(collected.group(2)));
        }
        Matcher resident = RESIDENT.matcher(Files.readString(process.resolve("status")));
        return new Peak(live, heap, resident.find() ? Long.parseLong(resident.group(1)) / 1024 : -1);
    }
}
