package org.billhook.rest.whiteboard.internal;

import java.io.IOException;
import java.net.URL;
import java.util.Arrays;
import java.util.Collections;
import java.util.Enumeration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.wiring.BundleWiring;

/**
 * Sees what all bundles of CXF hold. A bus finds its parts by a resource of one name in every jar, which no class loader
 * of a single bundle shows.
 */
final class CxfClassLoader extends ClassLoader {

    private static final String CXF = "org.apache.cxf.";

    private final List<ClassLoader> bundles;

    CxfClassLoader(ClassLoader parent, List<ClassLoader> bundles) {
        super(parent);
        this.bundles = List.copyOf(bundles);
    }

    static CxfClassLoader over(BundleContext context) {
        List<ClassLoader> loaders = Arrays.stream(context.getBundles())
                .filter(bundle -> String.valueOf(bundle.getSymbolicName()).startsWith(CXF))
                .map(CxfClassLoader::loader)
                .filter(Objects::nonNull)
                .toList();
        return new CxfClassLoader(CxfClassLoader.class.getClassLoader(), loaders);
    }

    private static ClassLoader loader(Bundle bundle) {
        BundleWiring wiring = bundle.adapt(BundleWiring.class);
        return wiring == null ? null : wiring.getClassLoader();
    }

    @Override
    protected Class<?> findClass(String name) throws ClassNotFoundException {
        for (ClassLoader bundle : bundles) {
            try {
                return bundle.loadClass(name);
            } catch (ClassNotFoundException e) {
                continue;
            }
        }
        throw new ClassNotFoundException(name);
    }

    @Override
    protected URL findResource(String name) {
        return bundles.stream()
                .map(bundle -> bundle.getResource(name))
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(null);
    }

    @Override
    protected Enumeration<URL> findResources(String name) throws IOException {
        Map<String, URL> found = new LinkedHashMap<>();
        for (ClassLoader bundle : bundles) {
            Collections.list(bundle.getResources(name)).forEach(url -> found.putIfAbsent(url.toExternalForm(), url));
        }
        return Collections.enumeration(found.values());
    }
}
