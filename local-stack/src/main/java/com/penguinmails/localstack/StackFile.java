package com.penguinmails.localstack;

import com.penguinmails.localstack.process.ProcessRecord;
import com.penguinmails.localstack.state.Addresses;
import com.penguinmails.localstack.state.JsonFile;
import com.penguinmails.localstack.state.Secrets;
import com.penguinmails.localstack.state.StateFolder;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Writes {@code stack.json}, in which other programs find the parts of a running stack. Keys it does not know are kept. */
final class StackFile {

    private StackFile() {}

    static void write(StackConfig config, Addresses addresses, Secrets secrets) {
        StateFolder state = config.state();
        JsonFile file = new JsonFile(state.stackFile());
        Map<Object, Object> stack = new LinkedHashMap<>(
                Optional.ofNullable(file.read(Map.class).orElse(null)).orElseGet(Map::of));
        stack.put("gateway", addresses.publicUrl().toString());
        Map<String, Object> postgres = new LinkedHashMap<>();
        postgres.put("jdbcUrl", addresses.jdbcUrl());
        postgres.put("superuser", Secrets.SUPERUSER);
        postgres.put("password", secrets.databasePassword(Secrets.SUPERUSER));
        stack.put("postgres", postgres);
        stack.put("redis", addresses.redis().toString());
        stack.put("smtp", addresses.smtp().toString());
        stack.put("imap", addresses.imap().toString());
        stack.put("simulators", Map.of("mail-world", addresses.mailWorld().toString()));
        Map<String, Object> services = new LinkedHashMap<>();
        for (String name : config.catalog().names()) {
            Map<String, Object> service = new LinkedHashMap<>();
            service.put("url", addresses.service(name).toString());
            service.put("managementUrl", addresses.management(name).toString());
            state.processes().find(name).map(ProcessRecord::pid).ifPresent(pid -> service.put("pid", pid));
            services.put(name, service);
        }
        stack.put("services", services);
        file.write(stack);
    }
}
