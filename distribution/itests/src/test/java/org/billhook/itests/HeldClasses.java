package org.billhook.itests;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.regex.Pattern;
import org.netbeans.lib.profiler.heap.Heap;
import org.netbeans.lib.profiler.heap.HeapFactory;
import org.netbeans.lib.profiler.heap.Instance;
import org.netbeans.lib.profiler.heap.JavaClass;
import org.netbeans.lib.profiler.heap.ObjectFieldValue;

/** What keeps the loaders of a class alive, told from a heap dump: so that a failure on another machine can be understood. */
final class HeldClasses {

    private static final int MOST = 30;

    private HeldClasses() {}

    /** For each loader of the class, the way from it to what keeps it. */
    static List<String> paths(Path dump, String name) throws IOException {
        // the assertions of the library do not hold for dumps of this Java
        HeldClasses.class.getClassLoader().setPackageAssertionStatus("org.netbeans.lib.profiler.heap", false);
        Heap heap = HeapFactory.createHeap(dump.toFile());
        List<String> paths = new ArrayList<>();
        for (Object found : (Collection<?>) heap.getJavaClassesByRegExp(Pattern.quote(name))) {
            paths.add(path(((JavaClass) found).getClassLoader()));
        }
        return paths;
    }

    private static String path(Instance start) {
        StringBuilder path = new StringBuilder(start.getJavaClass().getName());
        Instance held = start;
        for (int i = 0; i < MOST && !held.isGCRoot(); i++) {
            Instance holder = held.getNearestGCRootPointer();
            if (holder == null || holder.equals(held)) {
                break;
            }
            path.append(" < ").append(holder.getJavaClass().getName()).append(field(holder, held));
            held = holder;
        }
        return path.toString();
    }

    private static String field(Instance holder, Instance held) {
        for (Object field : holder.getFieldValues()) {
            if (field instanceof ObjectFieldValue value && held.equals(value.getInstance())) {
                return "." + value.getField().getName();
            }
        }
        return "";
    }
}
