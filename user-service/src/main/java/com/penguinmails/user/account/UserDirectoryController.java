package com.penguinmails.user.account;

import com.penguinmails.contracts.user.UserDirectory;
import com.penguinmails.kernel.Refusal;
import com.penguinmails.security.InternalEndpoint;
import java.util.UUID;
import org.springframework.web.bind.annotation.RestController;

/** Answers the other services. */
@RestController
@InternalEndpoint
class UserDirectoryController implements UserDirectory {

    private final Credentials credentials;

    UserDirectoryController(Credentials credentials) {
        this.credentials = credentials;
    }

    @Override
    public UserView user(UUID userId) {
        Person person = credentials.person(userId).orElseThrow(() -> Refusal.notFound("user"));
        return new UserView(person.id(), person.email().value(), person.name(), person.emailVerified());
    }
}
