package com.penguinmails.localstack.demo;

import com.penguinmails.localstack.RunningStack;
import com.penguinmails.localstack.demo.TenantRun.Customer;
import com.penguinmails.localstack.state.JsonFile;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Gives a fresh stack one person with a tenant, to log in with; who it is stands in {@code stack.json} under {@code demo}. */
public final class DemoAccount {

    /** The services without which nobody can sign up. */
    public static final List<String> NEEDS = List.of("gateway", "user", "tenant", "queuer", "worker");

    private static final String DOMAIN = "demo.example";

    /** Does nothing when the stack has its account already. */
    public void ensure(RunningStack stack) {
        var file = new JsonFile(stack.stackFile());
        Map<Object, Object> content = new LinkedHashMap<>(file.read(Map.class).orElseThrow());
        if (content.containsKey("demo")) {
            return;
        }
        byte[] random = new byte[12];
        new SecureRandom().nextBytes(random);
        var customer = new Customer(
                "Demo Company",
                "Demo Person",
                "demo." + HexFormat.of().formatHex(random, 0, 3) + "@" + DOMAIN,
                HexFormat.of().formatHex(random),
                DOMAIN);
        var tenant = new TenantRun(
                stack,
                new MailWorldClient(Objects.requireNonNull(stack.simulators().get("mail-world"))),
                customer);
        tenant.signUp();
        content.put(
                "demo",
                Map.of("email", customer.email(), "password", customer.password(), "tenantId", tenant.tenantId()));
        file.write(content);
    }
}
