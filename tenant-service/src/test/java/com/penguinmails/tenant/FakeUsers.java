package com.penguinmails.tenant;

import com.penguinmails.contracts.user.AccountLookup;
import com.penguinmails.contracts.user.UserDirectory;
import com.penguinmails.kernel.Refusal;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Primary;

/** user-service as far as this service asks it. */
final class FakeUsers implements UserDirectory, AccountLookup {

    private final Map<UUID, UserView> users = new ConcurrentHashMap<>();

    void put(UUID id, boolean verified) {
        put(id, "ada@example.com", verified);
    }

    void put(UUID id, String email, boolean verified) {
        users.put(id, new UserView(id, email, "Ada", verified));
    }

    @Override
    public UserView user(UUID userId) {
        UserView user = users.get(userId);
        if (user == null) {
            throw Refusal.notFound("user");
        }
        return user;
    }

    @Override
    public UserView byEmail(AddressQuestion question) {
        return users.values().stream()
                .filter(user -> user.email().equals(question.email()))
                .findFirst()
                .orElseThrow(() -> Refusal.notFound("account"));
    }

    @TestConfiguration(proxyBeanMethods = false)
    static class Configuration {

        @Bean
        @Primary
        FakeUsers fakeUsers() {
            return new FakeUsers();
        }

        @Bean
        @Primary
        FakeMails fakeMails() {
            return new FakeMails();
        }
    }
}
