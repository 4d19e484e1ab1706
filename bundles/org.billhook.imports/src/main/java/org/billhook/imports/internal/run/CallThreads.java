package org.billhook.imports.internal.run;

import java.io.InterruptedIOException;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.slf4j.MDC;

/** Threads of an import. Lines of the log that they leave name the call that the import works for. */
final class CallThreads {

    private CallThreads() {}

    /** @param suffix what the names of the threads have after that of the one that asks */
    static ExecutorService start(int count, String suffix) {
        Optional<Map<String, String>> call = Optional.ofNullable(MDC.getCopyOfContextMap());
        String name = Thread.currentThread().getName() + "-" + suffix;
        return Executors.newFixedThreadPool(count, work -> {
            Runnable forTheCall = () -> {
                call.ifPresent(MDC::setContextMap);
                work.run();
            };
            Thread made = new Thread(forTheCall, name);
            made.setDaemon(true);
            return made;
        });
    }

    /** Waits for what is under way. */
    static void end(ExecutorService threads) throws InterruptedIOException {
        threads.shutdown();
        try {
            threads.awaitTermination(Long.MAX_VALUE, TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            throw interrupted();
        }
    }

    static InterruptedIOException interrupted() {
        Thread.currentThread().interrupt();
        return new InterruptedIOException("The import was interrupted");
    }
}
