package org.billhook.rest.internal.security;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.billhook.rest.internal.call.CurrentCall;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;
import org.osgi.service.metatype.annotations.Option;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds the address of who calls. What a header says of it counts only as far as it was written by proxies that are named in
 * the settings, and in the one header that they write: anybody can send the others.
 */
@Component(service = ClientAddresses.class, configurationPid = "org.billhook.rest.proxies")
@Designate(ocd = ClientAddresses.Config.class)
public final class ClientAddresses {

    /** Settings. */
    @ObjectClassDefinition(name = "Billhook REST: proxies")
    public @interface Config {
        @AttributeDefinition(
                name = "Trusted proxies",
                description =
                        "Addresses or networks of the proxies before this server, such as 192.0.2.7 or 10.1.0.0/16;"
                                + " several by commas. Empty: the header is not read")
        String[] trusted() default {};

        @AttributeDefinition(
                name = "Header",
                description = "The header in which they add whom they were called by",
                options = {
                    @Option(label = "X-Forwarded-For", value = "X-Forwarded-For"),
                    @Option(label = "Forwarded (RFC 7239)", value = "Forwarded")
                })
        String header() default "X-Forwarded-For";
    }

    private static final Logger LOG = LoggerFactory.getLogger(ClientAddresses.class);
    private static final int MOST_HOPS = 20;
    private static final Pattern FOR = Pattern.compile("(?i)(?:^|;)\\s*for=\"?([^\";]*)\"?");
    /** With or without a port: {@code 192.0.2.1:4711}, {@code [2001:db8::1]:4711}. */
    private static final Pattern HOST = Pattern.compile("\\[([^\\]]+)\\](?::\\w+)?|([^:]+):\\w+");

    private final List<Network> trusted;
    private final String header;

    @Activate
    public ClientAddresses(Config config) {
        this(
                Arrays.stream(config.trusted())
                        .flatMap(text -> Stream.of(text.split(",")))
                        .toList(),
                config.header());
    }

    ClientAddresses(List<String> trusted, String header) {
        List<Network> networks = new ArrayList<>();
        for (String text : trusted) {
            Optional<Network> network = Network.parse(text.strip());
            network.ifPresent(networks::add);
            if (network.isEmpty() && !text.isBlank()) {
                LOG.error(
                        "org.billhook.rest.proxies: trusted='{}' is no address or network such as 192.0.2.7, 10.1.0.0/16"
                                + " or 2001:db8::/32, so nothing that it may mean is trusted",
                        text);
            }
        }
        this.trusted = List.copyOf(networks);
        this.header = header;
    }

    /**
     * The address of who makes the call that this thread is in.
     *
     * @param headers value of a header by its name, several joined by commas; null if there is none
     */
    public String of(UnaryOperator<String> headers) {
        return of(CurrentCall.address().orElse("unknown"), headers.apply(header));
    }

    /**
     * The address of the last hop that none of the trusted proxies is.
     *
     * @param peer who opened the connection
     * @param forwarded value of the header, several joined by commas; null if there is none
     */
    String of(String peer, String forwarded) {
        String client = peer;
        if (forwarded == null) {
            return client;
        }
        String[] hops = forwarded.split(",");
        int last = Math.max(0, hops.length - MOST_HOPS);
        for (int i = hops.length - 1; i >= last && isTrusted(client); i--) {
            Optional<String> hop = address(hops[i]);
            if (hop.isEmpty()) {
                return client;
            }
            client = hop.get();
        }
        return client;
    }

    private boolean isTrusted(String address) {
        return trusted.stream().anyMatch(network -> network.contains(address));
    }

    /** Empty for what is none, such as {@code unknown} and the made-up names that RFC 7239 allows. */
    private Optional<String> address(String hop) {
        String text = hop.strip();
        if (header.equals("Forwarded")) {
            Matcher named = FOR.matcher(text);
            if (!named.find()) {
                return Optional.empty();
            }
            text = named.group(1).strip();
        }
        if (Network.isAddress(text)) {
            return Optional.of(text);
        }
        Matcher host = HOST.matcher(text);
        return host.matches()
                ? Optional.of(host.group(1) == null ? host.group(2) : host.group(1))
                        .filter(Network::isAddress)
                : Optional.empty();
    }
}
