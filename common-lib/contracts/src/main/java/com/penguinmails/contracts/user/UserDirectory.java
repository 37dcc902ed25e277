package com.penguinmails.contracts.user;

import java.util.UUID;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.service.annotation.GetExchange;

/** Looks people up by id. */
public interface UserDirectory {

    /** Refuses with {@code not-found} for an unknown id. */
    @GetExchange("/internal/users/{userId}")
    UserView user(@PathVariable UUID userId);

    /** @param emailVerified whether the person followed the link of the verification mail */
    record UserView(UUID id, String email, String name, boolean emailVerified) {}
}
