package com.penguinmails.bootstrap;

import java.security.SecureRandom;
import java.util.Base64;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.UnaryOperator;

/**
 * The password of every database role.
 *
 * @param passwords role name to password; exactly the roles in {@link #NAMES}, none blank
 */
public record DatabaseRoles(Map<String, String> passwords) {

    /** Every role: {@code <schema>_owner} and {@code <schema>_app}; the content schema uses the email roles. */
    public static final Set<String> NAMES = names();

    private static final int PASSWORD_BYTES = 24;

    public DatabaseRoles {
        passwords = Map.copyOf(passwords);
        if (!passwords.keySet().equals(NAMES)) {
            throw new IllegalArgumentException("passwords are needed for exactly " + NAMES + " but given for "
                    + new TreeSet<>(passwords.keySet()));
        }
        passwords.forEach((role, password) -> {
            if (password.isBlank() || password.indexOf('\0') >= 0) {
                throw new IllegalArgumentException("the password of " + role + " is blank or holds a zero byte");
            }
        });
    }

    /** Every role with a password of its own, 192 random bits each, safe in URLs. */
    public static DatabaseRoles random(SecureRandom random) {
        return each(role -> {
            byte[] bytes = new byte[PASSWORD_BYTES];
            random.nextBytes(bytes);
            return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
        });
    }

    /** Every role with the password that {@code passwordOf} gives for its name. */
    public static DatabaseRoles each(UnaryOperator<String> passwordOf) {
        Map<String, String> passwords = new TreeMap<>();
        NAMES.forEach(role -> passwords.put(role, passwordOf.apply(role)));
        return new DatabaseRoles(passwords);
    }

    /**
     * The password of one role.
     *
     * @throws IllegalArgumentException if there is no such role
     */
    public String password(String role) {
        String password = passwords.get(role);
        if (password == null) {
            throw new IllegalArgumentException("no such role: " + role);
        }
        return password;
    }

    /** Names only: this record ends up in log lines and assertion messages. */
    @Override
    public String toString() {
        return "DatabaseRoles" + NAMES;
    }

    private static Set<String> names() {
        Set<String> names = new TreeSet<>();
        for (String schema : Schemas.ALL) {
            names.add(Schemas.ownerOf(schema));
            names.add(Schemas.appOf(schema));
        }
        return Set.copyOf(names);
    }
}
