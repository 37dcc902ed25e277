package com.penguinmails.localstack.state;

import com.penguinmails.bootstrap.DatabaseRoles;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;

/**
 * The secrets of one stack, made once at random and kept: data encrypted with an earlier master key must stay readable.
 *
 * @param masterKey base64, 256 bits
 * @param linkSigningKey base64, 256 bits
 * @param serviceClientSecrets service name to client secret
 * @param databasePasswords role name to password, the superuser {@code postgres} among them
 */
public record Secrets(
        String masterKey,
        String linkSigningKey,
        String platformMailPassword,
        String operatorPassword,
        Map<String, String> serviceClientSecrets,
        Map<String, String> databasePasswords) {

    /** Name of the database superuser. */
    public static final String SUPERUSER = "postgres";

    private static final int KEY_BYTES = 32;

    public Secrets {
        serviceClientSecrets = Map.copyOf(serviceClientSecrets);
        databasePasswords = Map.copyOf(databasePasswords);
    }

    /** Reads the stack's secrets, and makes and stores those that are missing. */
    public static Secrets loadOrCreate(StateFolder state, Collection<String> services, SecureRandom random) {
        JsonFile file = new JsonFile(state.secretsFile());
        Optional<Stored> stored = file.read(Stored.class);
        Secrets secrets = stored.orElseGet(Stored::empty).completed(services, random);
        Stored complete = Stored.of(secrets);
        if (!Optional.of(complete).equals(stored)) {
            file.write(complete);
        }
        return secrets;
    }

    public DatabaseRoles databaseRoles() {
        return DatabaseRoles.each(this::databasePassword);
    }

    public String databasePassword(String role) {
        return required(databasePasswords, role);
    }

    public String serviceClientSecret(String service) {
        return required(serviceClientSecrets, service);
    }

    /** Nothing of it: records end up in messages. */
    @Override
    public String toString() {
        return "Secrets[hidden]";
    }

    private static String required(Map<String, String> secrets, String name) {
        String secret = secrets.get(name);
        if (secret == null) {
            throw new IllegalArgumentException("no secret for " + name);
        }
        return secret;
    }

    /** The file as it lies on disk: every value may be missing, in a file of an earlier version. */
    private record Stored(Map<String, String> keys, Map<String, String> services, Map<String, String> database) {

        private static final String MASTER_KEY = "MASTER_KEY";
        private static final String LINK_SIGNING_KEY = "LINK_SIGNING_KEY";
        private static final String PLATFORM_MAIL_PASSWORD = "PLATFORM_MAIL_PASSWORD";
        private static final String OPERATOR_PASSWORD = "OPERATOR_PASSWORD";

        static Stored empty() {
            return new Stored(Map.of(), Map.of(), Map.of());
        }

        static Stored of(Secrets secrets) {
            return new Stored(
                    new TreeMap<>(Map.of(
                            MASTER_KEY, secrets.masterKey,
                            LINK_SIGNING_KEY, secrets.linkSigningKey,
                            PLATFORM_MAIL_PASSWORD, secrets.platformMailPassword,
                            OPERATOR_PASSWORD, secrets.operatorPassword)),
                    new TreeMap<>(secrets.serviceClientSecrets),
                    new TreeMap<>(secrets.databasePasswords));
        }

        Secrets completed(Collection<String> serviceNames, SecureRandom random) {
            Supplier<String> key = () -> Base64.getEncoder().encodeToString(bytes(random));
            // URL-safe, because these travel inside URLs and comma-separated lists.
            Supplier<String> password =
                    () -> Base64.getUrlEncoder().withoutPadding().encodeToString(bytes(random));
            Map<String, String> clients = new HashMap<>(services);
            serviceNames.forEach(name -> clients.computeIfAbsent(name, missing -> password.get()));
            Map<String, String> passwords = new HashMap<>(database);
            DatabaseRoles.NAMES.forEach(role -> passwords.computeIfAbsent(role, missing -> password.get()));
            passwords.computeIfAbsent(SUPERUSER, missing -> password.get());
            return new Secrets(
                    Optional.ofNullable(keys.get(MASTER_KEY)).orElseGet(key),
                    Optional.ofNullable(keys.get(LINK_SIGNING_KEY)).orElseGet(key),
                    Optional.ofNullable(keys.get(PLATFORM_MAIL_PASSWORD)).orElseGet(password),
                    Optional.ofNullable(keys.get(OPERATOR_PASSWORD)).orElseGet(password),
                    clients,
                    passwords);
        }

        private static byte[] bytes(SecureRandom random) {
            byte[] bytes = new byte[KEY_BYTES];
            random.nextBytes(bytes);
            return bytes;
        }
    }
}
