package com.penguinmails.tenant.membership;

import java.util.List;

/**
 * What a member may do.
 *
 * @param role how it is called in tokens and paths; roles that a tenant made have names of their own
 * @param custom whether the tenant made it
 * @param permissions strings such as {@code campaign:send}, in the order of the alphabet
 */
public record Role(String role, String name, String description, boolean custom, List<String> permissions) {

    public static final String OWNER = "owner";
    /** What an owner becomes who hands the tenant over. */
    static final String ADMIN = "admin";

    public Role {
        permissions = List.copyOf(permissions);
    }
}
