package com.penguinmails.user.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.penguinmails.kernel.EmailAddress;
import java.util.List;
import org.junit.jupiter.api.Test;

class StaffPropertiesTest {

    @Test
    void addressesAreReadAsPeopleWriteThem() {
        assertThat(new StaffProperties(List.of(" Root@Example.com ", "ops@example.com")).addresses())
                .containsExactlyInAnyOrder(new EmailAddress("root@example.com"), new EmailAddress("ops@example.com"));
        assertThat(new StaffProperties(List.of()).addresses()).isEmpty();
    }

    @Test
    void aTypingErrorIsNotPassedOver() {
        var wrong = new StaffProperties(List.of("root@example.com", "root.example.com"));

        assertThatThrownBy(wrong::addresses).hasMessageContaining("PLATFORM_OPERATORS", "root.example.com");
    }
}
