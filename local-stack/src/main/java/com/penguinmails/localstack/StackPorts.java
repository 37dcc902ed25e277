package com.penguinmails.localstack;

import com.penguinmails.localstack.service.ServiceCatalog;
import com.penguinmails.localstack.state.Addresses;
import com.penguinmails.localstack.state.PortProbe;
import com.penguinmails.localstack.state.Ports;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;

/** Gives the parts of a stack their ports, without taking those of parts that run. */
final class StackPorts {

    private static final List<String> BACKING =
            List.of(Addresses.POSTGRES, Addresses.REDIS, Addresses.SMTP, Addresses.IMAP, Addresses.MAIL_WORLD);

    private StackPorts() {}

    /** Everything that listens, the parts with usual ports first. */
    static List<String> parts(ServiceCatalog catalog) {
        List<String> parts = new ArrayList<>(catalog.names());
        parts.addAll(BACKING);
        catalog.names().forEach(name -> parts.add(Addresses.managementPart(name)));
        return parts;
    }

    static Ports assign(StackConfig config, boolean backingRuns, Set<String> runningServices) {
        Set<String> running = new HashSet<>();
        if (backingRuns) {
            running.addAll(BACKING);
        }
        for (String service : runningServices) {
            running.add(service);
            running.add(Addresses.managementPart(service));
        }
        Map<String, Integer> fixed = new HashMap<>(config.fixedPorts());
        if (!running.isEmpty()) {
            // Those that run were told where the others listen, so nobody may move now.
            Ports.find(config.state()).ifPresent(ports -> fixed.putAll(ports.byPart()));
        }
        return Ports.assign(
                config.state(),
                new Ports.Request(parts(config.catalog()), fixed, config.usualPorts(), running),
                new PortProbe(new Random()));
    }
}
