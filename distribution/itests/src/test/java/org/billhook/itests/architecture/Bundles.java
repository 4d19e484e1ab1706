package org.billhook.itests.architecture;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.Comparator;
import java.util.List;

/** Which bundle a class of ours belongs to: the bundle with the longest name that its package begins with. */
final class Bundles {

    static final String ROOT = "org.billhook.";

    static final String CORE = ROOT + "core";
    static final String ENGINE = ROOT + "engine";
    static final String STORE = ROOT + "store";
    static final String REST = ROOT + "rest";
    static final String WHITEBOARD = ROOT + "rest.whiteboard";
    static final String WIRE = ROOT + "rest.wire";
    static final String HTTPS = ROOT + "https";
    static final String METRICS = ROOT + "metrics";
    static final String MICROMETER = ROOT + "lib.micrometer";
    static final String PASSWORDS = ROOT + "passwords";
    static final String SETTINGS = ROOT + "settings";
    static final String SHELL = ROOT + "shell";
    static final String IMPORTS = ROOT + "imports";
    static final String TESTKIT = ROOT + "testkit";
    static final String DERBY = ROOT + "lib.derby";
    static final String OPENAPI = ROOT + "lib.openapi";

    /** What comes as a bundle of its own and decides: families by the first word of the name, and single bundles. */
    static final List<String> PLUGINS = List.of(
            ROOT + "relevance.*",
            ROOT + "object.*",
            ROOT + "source.*",
            ROOT + "fieldcheck.*",
            ROOT + "adjustment.*",
            ROOT + "recognition.*",
            ROOT + "output.*",
            ROOT + "pricing",
            ROOT + "tax");

    private static final List<String> NOT_PLUGINS = List.of(
            CORE,
            ENGINE,
            STORE,
            WHITEBOARD,
            WIRE,
            REST,
            SETTINGS,
            PASSWORDS,
            HTTPS,
            METRICS,
            SHELL,
            IMPORTS,
            TESTKIT,
            DERBY,
            OPENAPI,
            MICROMETER);

    private static final JavaClasses ALL = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .withImportOption(location ->
                    !location.contains("/itests/") && !location.contains("/harness/") && !location.contains("/client/"))
            .importPackages("org.billhook");

    private Bundles() {}

    static JavaClasses all() {
        return ALL;
    }

    static boolean ours(JavaClass type) {
        return type.getPackageName().startsWith(ROOT);
    }

    /** Never null for a class of ours: a new bundle has to be given its place here. */
    static String of(JavaClass type) {
        String name = type.getPackageName();
        return NOT_PLUGINS.stream()
                .filter(bundle -> within(name, bundle))
                .max(Comparator.comparingInt(String::length))
                .or(() -> PLUGINS.stream()
                        .filter(pattern -> matches(name, pattern))
                        .findFirst()
                        .map(pattern -> pluginBundle(name, pattern)))
                .orElseThrow(() -> new AssertionError("No bundle is known that holds " + type.getName()));
    }

    static boolean plugin(JavaClass type) {
        return ours(type) && !NOT_PLUGINS.contains(of(type));
    }

    /** The packages of a plugin that decide, as against those in which it brings REST resources. */
    static DescribedPredicate<JavaClass> rules() {
        return DescribedPredicate.describe(
                "rules of plugins", type -> plugin(type) && !(type.getPackageName() + ".").contains(".rest."));
    }

    static DescribedPredicate<JavaClass> in(String... bundles) {
        List<String> names = List.of(bundles);
        return DescribedPredicate.describe("in " + names, type -> ours(type) && names.contains(of(type)));
    }

    private static boolean within(String name, String bundle) {
        return name.equals(bundle) || name.startsWith(bundle + ".");
    }

    private static boolean matches(String name, String pattern) {
        return pattern.endsWith(".*")
                ? name.startsWith(pattern.substring(0, pattern.length() - 1))
                : within(name, pattern);
    }

    private static String pluginBundle(String name, String pattern) {
        if (!pattern.endsWith(".*")) {
            return pattern;
        }
        String family = pattern.substring(0, pattern.length() - 1);
        return family + name.substring(family.length()).split("\\.")[0];
    }
}
