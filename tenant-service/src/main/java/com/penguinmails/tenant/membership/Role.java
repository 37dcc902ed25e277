package com.penguinmails.tenant.membership;

import java.util.List;

/**
 * What a member may do.
 *
 * @param permissions strings such as {@code campaign:send}, in the order of the alphabet
 */
public record Role(String role, String name, String description, List<String> permissions) {

    public static final String OWNER = "owner";
    /** What an owner becomes who hands the tenant over. */
    static final String ADMIN = "admin";

    public Role {
        permissions = List.copyOf(permissions);
    }
}
