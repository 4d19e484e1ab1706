package org.billhook.rest.whiteboard.internal;

import jakarta.servlet.ServletConfig;
import jakarta.servlet.ServletContext;
import java.util.Collections;
import java.util.Enumeration;
import java.util.Map;

/** The servlet's configuration without CXF's page that lists its services. */
record QuietServletConfig(ServletConfig config) implements ServletConfig {

    private static final Map<String, String> PARAMETERS = Map.of("hide-service-list-page", "true");

    @Override
    public String getServletName() {
        return config.getServletName();
    }

    @Override
    public ServletContext getServletContext() {
        return config.getServletContext();
    }

    @Override
    public String getInitParameter(String name) {
        return PARAMETERS.get(name);
    }

    @Override
    public Enumeration<String> getInitParameterNames() {
        return Collections.enumeration(PARAMETERS.keySet());
    }
}
