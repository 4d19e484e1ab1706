import com.caoccao.javet.interop.NodeRuntime;
import com.caoccao.javet.interop.V8Host;
import com.caoccao.javet.node.modules.NodeModuleModule;
import java.nio.file.Path;

/** Runs a script in the Node.js that comes as a library for Java, so that the build needs none on the machine. */
public final class RunNode {

    private RunNode() {}

    /** @param args the script, then its arguments */
    public static void main(String[] args) throws Exception {
        Path script = Path.of(args[0]).toAbsolutePath();
        try (NodeRuntime node = V8Host.getNodeInstance().createV8Runtime()) {
            StringBuilder argv = new StringBuilder("process.argv = ['node'");
            for (String arg : args) {
                argv.append(", ").append(quoted(arg));
            }
            node.getExecutor(argv + "];").executeVoid();
            node.getNodeModule(NodeModuleModule.class)
                    .setRequireRootDirectory(script.getParent().toFile());
            node.getExecutor("require(" + quoted(script.toString()) + ");").executeVoid();
            node.await();
        }
    }

    private static String quoted(String text) {
        return "'" + text.replace("\\", "\\\\").replace("'", "\\'") + "'";
    }
}
