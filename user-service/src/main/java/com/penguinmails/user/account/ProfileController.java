package com.penguinmails.user.account;

import com.penguinmails.kernel.Refusal;
import com.penguinmails.security.AnyUser;
import com.penguinmails.security.CurrentUser;
import java.time.Instant;
import java.util.UUID;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** What a person sees of their own account. */
@RestController
class ProfileController {

    private final Credentials credentials;

    ProfileController(Credentials credentials) {
        this.credentials = credentials;
    }

    record Profile(UUID id, String email, String name, boolean emailVerified, Instant createdAt) {}

    @GetMapping("/api/v1/users/me")
    @AnyUser
    Profile me(CurrentUser user) {
        Person person = credentials.person(user.userId()).orElseThrow(() -> Refusal.notFound("account"));
        return new Profile(
                person.id(), person.email().value(), person.name(), person.emailVerified(), person.createdAt());
    }
}
