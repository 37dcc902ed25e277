package com.penguinmails.user.account;

import com.penguinmails.contracts.user.AccountLookup;
import com.penguinmails.contracts.user.UserDirectory.UserView;
import com.penguinmails.kernel.EmailAddress;
import com.penguinmails.kernel.Refusal;
import com.penguinmails.security.InternalEndpoint;
import org.springframework.web.bind.annotation.RestController;

/** Says who has an address, to the one service whose operators may know it. */
@RestController
@InternalEndpoint("tenant")
class AccountLookupController implements AccountLookup {

    private final Credentials credentials;

    AccountLookupController(Credentials credentials) {
        this.credentials = credentials;
    }

    @Override
    public UserView byEmail(AddressQuestion question) {
        Person person = EmailAddress.parse(question.email())
                .flatMap(credentials::person)
                .orElseThrow(() -> Refusal.notFound("account"));
        return new UserView(person.id(), person.email().value(), person.name(), person.emailVerified());
    }
}
