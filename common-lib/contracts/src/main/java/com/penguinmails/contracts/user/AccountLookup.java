package com.penguinmails.contracts.user;

import com.penguinmails.contracts.user.UserDirectory.UserView;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.service.annotation.PostExchange;

/** Finds an account by its address; apart from {@link UserDirectory} because only who appoints staff may ask this. */
public interface AccountLookup {

    /** Refuses with {@code not-found} when nobody has signed up with the address. */
    @PostExchange("/internal/accounts/by-email")
    UserView byEmail(@RequestBody AddressQuestion question);

    /** In a body, because addresses do not belong into access logs. */
    record AddressQuestion(String email) {

        @Override
        public String toString() {
            return "AddressQuestion[]";
        }
    }
}
